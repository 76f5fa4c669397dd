package io.penstock.topology.cli.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a build has come, from its phases, which nest: the outermost have few steps, which take minutes, and nobody
 * knows how many phases a step has. So the first phase within a step moves it half-way, the next half of what is left, and
 * so on: it always moves, never back, and never over the step's end. Belongs to one thread.
 */
final class PhaseTree {
    private static final double SHARE = 0.5;

    /** A phase under way. What lies within its current step is kept as the share of it that is done. */
    private static final class Phase {
        private final String name;
        private final @Nullable Phase parent;
        private final int steps;
        private int done;
        private double ofStep;

        Phase(String name, @Nullable Phase parent, int steps) {
            this.name = name;
            this.parent = parent;
            this.steps = Math.max(1, steps);
        }

        double share() {
            return Math.min(1, (done + ofStep) / steps);
        }

        void at(int step) {
            if (step > done) {
                done = step;
                ofStep = 0;
            }
        }

        void contained() {
            ofStep += (1 - ofStep) * SHARE;
        }
    }

    private final Map<String, Phase> phases = new LinkedHashMap<>();
    private double share;

    /** A phase begins. Whose parent is unknown is an outermost one. */
    void started(String phase, String parent, int steps) {
        phases.remove(phase); // the order is that of beginning
        phases.put(phase, new Phase(phase, phases.get(parent), steps));
    }

    /** A phase has done this many of its steps. */
    void stepDone(String phase, int step) {
        Phase known = phases.get(phase);
        if (known != null) {
            known.at(step);
        }
    }

    /** A phase has ended. */
    void finished(String phase) {
        Phase known = phases.remove(phase);
        if (known != null && known.parent != null) {
            known.parent.contained();
        }
        if (phases.isEmpty()) {
            share = 0;
        }
    }

    /** Whether no phase is under way. */
    boolean isEmpty() {
        return phases.isEmpty();
    }

    /** The phase that began last of those under way, with its steps; empty if none is. */
    String innermost() {
        Phase last = null;
        for (Phase phase : phases.values()) {
            last = phase;
        }
        return last == null ? "" : "%s %d of %d".formatted(last.name, last.done, last.steps);
    }

    /** The share of the outermost phase that is done, 0 to 1. */
    double share() {
        for (Phase phase : phases.values()) {
            share = Math.max(share, shareOfAll(phase));
        }
        return share;
    }

    private static double shareOfAll(Phase phase) {
        double within = phase.share();
        Phase outer = phase.parent;
        while (outer != null) {
            within = Math.min(1, (outer.done + outer.ofStep + (1 - outer.ofStep) * SHARE * within) / outer.steps);
            outer = outer.parent;
        }
        return within;
    }
}
