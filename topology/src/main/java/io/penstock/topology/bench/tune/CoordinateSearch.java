package io.penstock.topology.bench.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Goes from a candidate along one setting after the other, up and down as long as it gets better, until no step of any
 * setting does or the time is up. Each candidate is measured once. Used once, by one thread.
 */
final class CoordinateSearch {
    private static final int[] DIRECTIONS = {1, -1};

    private final Grid grid;
    private final Trials trials;
    private final BooleanSupplier hasTime;
    private final Map<Candidate, Trial> measured = new LinkedHashMap<>();
    private Trial best;
    private boolean complete = true;

    CoordinateSearch(Grid grid, Trials trials, BooleanSupplier hasTime, Trial start) {
        this.grid = grid;
        this.trials = trials;
        this.hasTime = hasTime;
        this.best = start;
        measured.put(start.candidate(), start);
    }

    /** The best of all that there was time for. */
    Trial run() {
        boolean moved = true;
        while (moved && complete) {
            moved = false;
            for (Setting setting : Setting.values()) {
                moved |= along(setting);
            }
        }
        return best;
    }

    private boolean along(Setting setting) {
        for (int direction : DIRECTIONS) {
            boolean moved = false;
            while (step(setting, direction)) {
                moved = true;
            }
            if (moved) {
                return true;
            }
        }
        return false;
    }

    /** Whether one more step is better. */
    private boolean step(Setting setting, int direction) {
        Optional<Candidate> next = setting.moved(best.candidate(), grid, direction);
        if (next.isEmpty()) {
            return false;
        }
        Trial trial = measured.get(next.get());
        if (trial == null) {
            if (!hasTime.getAsBoolean()) {
                complete = false;
                return false;
            }
            trial = trials.measure(next.get(), best.saturationToBeat());
            measured.put(next.get(), trial);
        }
        if (!trial.isBetterThan(best)) {
            return false;
        }
        best = trial;
        return true;
    }

    /** Whether it came to its end before the time was up. */
    boolean isComplete() {
        return complete;
    }

    /** All that was measured, in order. */
    List<Trial> trials() {
        return new ArrayList<>(measured.values());
    }
}
