package io.penstock.topology.demo;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Sends the requests of each phase and awaits their answers. Owns its clients. Belongs to one thread. */
final class Experiment implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalPipeline local;
    private final List<HeldOutImage> images;
    private final Terminal terminal;
    private final StopSignal stop;
    private final Answers answers;
    private final Requests requests;

    Experiment(LocalPipeline local, List<HeldOutImage> images, int total, Terminal terminal, StopSignal stop) {
        this.local = local;
        this.images = images;
        this.terminal = terminal;
        this.stop = stop;
        AtomicLongArray dueNanos = new AtomicLongArray(total);
        this.answers = new Answers(local.config(), dueNanos).start();
        this.requests = new Requests(local.config(), images, dueNanos);
    }

    Answers answers() {
        return answers;
    }

    /** Sends a phase's requests and returns once all are answered. */
    void run(Phase phase) {
        try (Progress progress = terminal.progress(phase.name(), phase.count())) {
            requests.send(phase, () -> {
                stop.check();
                progress.at(answers.answered() - phase.first());
            });
            await(phase, progress);
        }
    }

    /** Sends what cannot be answered; answers how many requests that were. */
    int sendBroken() {
        List<InferenceRequest> broken = BrokenRequests.of(images.get(0));
        broken.forEach(request -> requests.send(request.getId(), request));
        return broken.size();
    }

    /** Results a second, from the sending of a phase's first request to the reading of its last result. */
    double perSecond(Phase phase) {
        long start = answers.dueNanos(phase.first());
        long end = answers.to(phase).stream().mapToLong(Answer::readNanos).max().orElse(start + 1);
        return phase.count() / ((end - start) / 1e9);
    }

    private void await(Phase phase, Progress progress) {
        int seen = answers.answered();
        long seenAt = System.nanoTime();
        while (answers.answered() < phase.end()) {
            stop.pause(POLL);
            local.check();
            answers.check();
            if (answers.answered() > seen) {
                seen = answers.answered();
                seenAt = System.nanoTime();
                progress.at(seen - phase.first());
            } else if (System.nanoTime() - seenAt > PATIENCE.toNanos()) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "no answer for " + PATIENCE.toSeconds() + " s: sent=" + phase.end() + ", answered=" + seen
                                + ", deadLetters=" + answers.refusals());
            }
        }
        progress.at(phase.count());
    }

    @Override
    public void close() {
        try (answers) {
            requests.close();
        }
    }
}
