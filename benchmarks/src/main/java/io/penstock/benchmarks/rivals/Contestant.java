package io.penstock.benchmarks.rivals;

import io.penstock.PenstockException;
import io.penstock.benchmarks.subject.Workload;
import io.penstock.engine.lifetime.Acquired;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A subject's processes through the rounds of one cell. What fails is noted, and the others go on. Belongs to one thread.
 */
final class Contestant implements AutoCloseable {
    private final String name;
    private final Cell cell;
    private final List<Round> rounds = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final List<SubjectChild> children = new ArrayList<>();
    private Map<String, String> settings = Map.of();
    private boolean broken;

    Contestant(String name, Cell cell) {
        this.name = name;
        this.cell = cell;
    }

    String name() {
        return name;
    }

    /** Starts its processes. */
    void enter(Supplier<SubjectChild> child, Workload workload) {
        attempt(() -> {
            for (int i = 0; i < cell.instances(); i++) {
                children.add(child.get());
            }
            settings = children.get(0).describe(workload);
        });
    }

    /** Lets it answer, uncounted; whether it did. */
    boolean warmUp(Rounds backlog, Workload workload, AnswerCheck check) {
        return attempt(() -> backlog.run(children, workload, check));
    }

    /** Lets it answer; whether it did. */
    boolean round(Rounds backlog, Workload workload, AnswerCheck check) {
        return attempt(() -> {
            Round round = backlog.run(children, workload, check);
            rounds.add(round);
            problems.addAll(round.delivery().problems(cell.guarantee()));
        });
    }

    /** Measures its latency at a share of its own saturation, or at the given rate. */
    void latency(OpenLoop load, Settings.LatencySettings asked, Workload workload) {
        attempt(() -> {
            Latency measured =
                    load.run(children, workload, asked.rate().orElse(asked.share() * result().recordsPerSecond()));
            latencies.add(measured);
            problems.addAll(measured.problems());
        });
    }

    private boolean attempt(Runnable action) {
        if (broken) {
            return false;
        }
        try {
            action.run();
        } catch (PenstockException | IllegalStateException e) {
            broken = true;
            problems.add(String.valueOf(e.getMessage()));
        }
        return !broken;
    }

    SubjectResult result() {
        return new SubjectResult(name, settings, rounds, latencies, List.copyOf(problems));
    }

    @Override
    public void close() {
        Acquired owned = new Acquired();
        children.forEach(child -> owned.add(child::close));
        owned.close();
    }
}
