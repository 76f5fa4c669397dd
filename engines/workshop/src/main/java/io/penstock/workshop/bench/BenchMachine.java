package io.penstock.workshop.bench;

/**
 * Where it was measured.
 *
 * @param driver the version of the GPU's driver; empty without a GPU
 * @param cpus the processors that the JVM may use
 * @param system the operating system and its version
 * @param jdk the Java virtual machine and its version
 */
public record BenchMachine(String driver, int cpus, String system, String jdk) {
    /** This one. */
    public static BenchMachine here(String driver) {
        return new BenchMachine(
                driver,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }
}
