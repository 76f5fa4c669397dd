package io.penstock.benchmarks.rivals;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.benchmarks.subject.Memory;
import io.penstock.benchmarks.subject.Usage;
import io.penstock.benchmarks.subject.Workload;
import io.penstock.topology.terminal.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets a subject answer a backlog, for a while or to its end, and looks at what comes. Belongs to one thread. */
final class Rounds {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final StopSignal stop;
    private final int partitions;
    private final int records;
    private final Duration longest;
    private final boolean memory;

    /**
     * Over a backlog.
     *
     * @param records the requests in the input topic
     * @param longest how long a round lasts, from its first answer on
     * @param memory whether each round ends with a look at the subject's memory
     */
    Rounds(Cluster cluster, StopSignal stop, int partitions, int records, Duration longest, boolean memory) {
        this.cluster = cluster;
        this.stop = stop;
        this.partitions = partitions;
        this.records = records;
        this.longest = longest;
        this.memory = memory;
    }

    /**
     * One round of a subject's processes, all with the same workload: one group.
     *
     * @throws PenstockException FATAL, if the subject fails or comes no further for a minute
     */
    Round run(List<SubjectChild> children, Workload workload, AnswerCheck check) {
        String output = workload.topics().output();
        cluster.createTopic(output, partitions);
        cluster.createTopic(output + ".dead-letters", 1);
        cluster.registerAnswers(output);
        children.forEach(child -> child.start(workload));
        List<Observation> observations = observe(children, output);
        double meanBatch = meanBatch(children);
        Memory held = memory ? memory(children) : null;
        children.forEach(SubjectChild::stop);
        cluster.read(output, partitions, check, stop);
        long[] committed = cluster.committed(
                workload.topics().application(), workload.topics().input(), partitions);
        cluster.deleteTopics(output, output + ".dead-letters");
        return new Round(Steady.of(check.appendedMillis(), observations), meanBatch, check.delivery(committed), held);
    }

    /** The mean rows of a batch since the subject was started last, on the average of its processes. */
    static double meanBatch(List<SubjectChild> children) {
        return children.stream()
                .mapToDouble(child -> child.observe().meanBatch())
                .average()
                .orElse(0);
    }

    /** While the subject is still at work, and after all that counts: its collections cost the figures nothing. */
    private static @Nullable Memory memory(List<SubjectChild> children) {
        return children.stream().map(SubjectChild::memory).reduce(Memory::plus).orElse(null);
    }

    private List<Observation> observe(List<SubjectChild> children, String output) {
        List<Observation> observations = new ArrayList<>();
        long appended = 0;
        long startedAt = 0;
        long movedAt = System.nanoTime();
        while (appended < records && (startedAt == 0 || System.nanoTime() - startedAt < longest.toNanos())) {
            stop.pause(PAUSE);
            long now = cluster.appended(output, partitions);
            if (now > appended) {
                movedAt = System.nanoTime();
                startedAt = startedAt == 0 ? movedAt : startedAt;
            }
            appended = now;
            observations.add(observe(children));
            requireMovement(movedAt, appended);
        }
        return observations;
    }

    private static Observation observe(List<SubjectChild> children) {
        List<Usage> usages = children.stream().map(SubjectChild::observe).toList();
        return new Observation(
                System.currentTimeMillis(),
                usages.stream().mapToLong(Usage::cpuNanos).sum(),
                usages.stream().mapToLong(Usage::allocatedBytes).sum());
    }

    private void requireMovement(long movedAt, long appended) {
        if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "no answer came for " + PATIENCE.toSeconds() + " s: answers=" + appended + ", requests=" + records);
        }
    }
}
