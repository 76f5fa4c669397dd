package io.penstock.topology.demo;

/** The machine that a demo runs on. */
public final class Machine {
    private Machine() {}

    /** The processor's cores, the system and the JVM. */
    public static String here() {
        return "%d cores, %s %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature());
    }
}
