package io.penstock.workshop.plan;

import java.nio.file.Path;

/** Writes a plan. */
@FunctionalInterface
public interface PlanWriter {
    /**
     * Writes the plan to a file that does not exist yet, whole or not at all.
     *
     * @return what is known of it, once the repository has its hash and size
     */
    Described write(Path file);

    /** Turns a plan's hash and size into its manifest. */
    @FunctionalInterface
    interface Described {
        /** The manifest. */
        PlanManifest manifest(String sha256, long bytes);
    }
}
