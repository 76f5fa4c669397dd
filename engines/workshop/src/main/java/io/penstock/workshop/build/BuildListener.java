package io.penstock.workshop.build;

/** Follows a build. Called on the builder's threads, one call at a time. */
public interface BuildListener {
    /** Hears nothing and lets the build end. */
    BuildListener SILENT = new BuildListener() {
        @Override
        public void phaseStarted(String phase, String parent, int steps) {}

        @Override
        public void stepDone(String phase, int step) {}

        @Override
        public void phaseFinished(String phase) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /** A phase begins; phases nest. {@code parent} is empty for the outermost. */
    void phaseStarted(String phase, String parent, int steps);

    /** A phase has done this many of its steps. */
    void stepDone(String phase, int step);

    /** A phase has ended. */
    void phaseFinished(String phase);

    /** Whether the build shall end at the next step, with a {@link BuildCancelledException}. */
    boolean isCancelled();
}
