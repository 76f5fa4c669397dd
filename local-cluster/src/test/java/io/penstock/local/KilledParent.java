package io.penstock.local;

/** The main class of a JVM that starts a registry, prints the registry's address, and waits to be killed. */
final class KilledParent {
    private KilledParent() {}

    public static void main(String[] arguments) throws InterruptedException {
        var registry = LocalRegistry.start();
        System.out.println(registry.url());
        Thread.currentThread().join();
    }
}
