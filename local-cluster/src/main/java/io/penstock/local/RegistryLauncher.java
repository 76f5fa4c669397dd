package io.penstock.local;

import java.io.IOException;

/**
 * The main class of the registry's process: runs the registry's own, and ends the process when its standard input ends.
 * The other end is held by the JVM that started it, so a registry never outlives that JVM, however it dies.
 *
 * <p>It is copied alone onto the registry's class path: it must not use any other class of this project.
 */
final class RegistryLauncher {
    private static final String REGISTRY_MAIN = "io.quarkus.runner.GeneratedMain";

    private RegistryLauncher() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        var watch = new Thread(RegistryLauncher::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(REGISTRY_MAIN).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // the parent writes nothing; whatever comes is not the end
            }
        } catch (IOException e) {
            // a broken pipe is the end as well
        }
        Runtime.getRuntime().halt(1);
    }
}
