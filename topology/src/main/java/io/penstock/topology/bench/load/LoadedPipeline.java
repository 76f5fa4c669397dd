package io.penstock.topology.bench.load;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline in this process with topics of its own, and a load on it. Owns the pipeline, its clients and its topics,
 * which it deletes. Belongs to one thread.
 */
public final class LoadedPipeline implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final AtomicInteger STEPS = new AtomicInteger();

    private final PipelineConfig config;
    private final Pipeline pipeline;
    private final LoadSender sender;
    private final LoadReader reader;
    private final StopSignal stop;
    private final Acquired owned;

    private LoadedPipeline(
            PipelineConfig config,
            Pipeline pipeline,
            LoadSender sender,
            LoadReader reader,
            StopSignal stop,
            Acquired owned) {
        this.config = config;
        this.pipeline = pipeline;
        this.sender = sender;
        this.reader = reader;
        this.stop = stop;
        this.owned = owned;
    }

    /**
     * Creates topics, starts the pipeline and returns once it is ready.
     *
     * @param pool the requests that are sent, over and over
     * @throws PenstockException if it does not start
     */
    public static LoadedPipeline start(
            Venue venue, PipelineSource source, int partitions, List<InferenceRequest> pool, StopSignal stop) {
        PipelineConfig original = source.config();
        String ending =
                "-bench-" + Integer.toHexString(ThreadLocalRandom.current().nextInt(1 << 20, 1 << 24));
        BenchTopics topics = BenchTopics.of(original, ending);
        PipelineConfig config = source.with(topics.in(venue.in(source.text()))).config();
        Acquired owned = new Acquired();
        try {
            venue.create(topics, partitions);
            owned.add(() -> venue.delete(topics));
            PenstockSerdes serdes =
                    PenstockSerdes.configuredWith(config.registry().serdeProperties());
            LoadSender sender = new LoadSender(venue.clients(), topics.input(), encoded(serdes, pool, topics.input()));
            owned.add(sender::close);
            LoadReader reader =
                    new LoadReader(venue.clients(), topics, serdes.deadLetters().deserializer());
            owned.add(reader::close);
            stop.check();
            Pipeline pipeline = Pipeline.start(config);
            owned.add(pipeline::close);
            pipeline.awaitReady(READY);
            return new LoadedPipeline(config, pipeline, sender, reader, stop, owned);
        } catch (Throwable failure) {
            owned.closeAfter(failure);
            throw failure;
        }
    }

    private static List<byte[]> encoded(PenstockSerdes serdes, List<InferenceRequest> pool, String topic) {
        try (Serializer<InferenceRequest> serializer = serdes.requests().serializer()) {
            return pool.stream()
                    .map(request -> serializer.serialize(topic, request))
                    .toList();
        }
    }

    /** What computes. */
    public String engine() {
        return pipeline.engineDescription();
    }

    /**
     * A closed loop that keeps a backlog before the pipeline: as fast as it goes. The warm-up lasts until the rate has
     * settled, three times as long as it says at the most.
     */
    public LoadPoint saturate(StepTimes times, Progress progress) {
        Step step = new Step();
        return new ClosedLoop(step, times, config.run().commitInterval()).run(progress);
    }

    /** An open loop: requests arrive at this rate, whether they are answered or not. */
    public LoadPoint offer(double perSecond, StepTimes times, Progress progress) {
        Step step = new Step();
        return new OpenLoop(step, times, perSecond, config.run().commitInterval()).run(progress);
    }

    /** The requests of one step, and what came of them. */
    final class Step {
        private final StepTally tally = new StepTally(STEPS.incrementAndGet());
        private long sent;

        private Step() {
            reader.count(tally);
        }

        StepTally tally() {
            return tally;
        }

        void send(long dueNanos) {
            sender.send(new LoadKey(tally.step(), dueNanos));
            sent++;
        }

        long sent() {
            return sent;
        }

        long outstanding() {
            return sent - tally.answered();
        }

        Usage usage() {
            return Usage.now(pipeline.batchStatistics());
        }

        /** Whether everything still works and nobody has asked to stop. */
        void check() {
            stop.check();
            sender.check();
            reader.check();
            pipeline.failure().ifPresent(failure -> {
                throw new PenstockException(
                        FailureCategory.FATAL, "the pipeline has failed: " + failure.getMessage(), failure);
            });
        }

        /** Returns once all is answered. */
        void drain(Duration patience) {
            long answered = tally.answered();
            long movedNanos = System.nanoTime();
            while (outstanding() > 0) {
                check();
                stop.pause(PAUSE);
                if (tally.answered() != answered) {
                    answered = tally.answered();
                    movedNanos = System.nanoTime();
                } else if (System.nanoTime() - movedNanos > patience.toNanos()) {
                    throw new PenstockException(
                            FailureCategory.FATAL,
                            "no answer for " + patience.toSeconds() + " s: sent=" + sent + ", answered=" + answered);
                }
            }
            requireResults();
        }

        private void requireResults() {
            if (tally.deadLetters() > 0 && tally.deadLetters() == tally.answered()) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "every request became a dead letter: "
                                + reader.firstReason().orElse("")
                                + "; send records that this pipeline takes, with --input FILE or --input-topic TOPIC");
            }
        }

        LoadPoint point(
                @Nullable Double offered,
                LatencySummary latency,
                Usage before,
                Usage after,
                double seconds,
                boolean sustained) {
            int maxBatch = config.infer().map(infer -> infer.maxBatch()).orElse(1);
            double meanBatch = after.meanRowsSince(before);
            double perSecond = tally.perSecond();
            double cpuMicros = perSecond == 0 ? 0 : after.cpuSecondsSince(before) * 1e6 / (perSecond * seconds);
            return new LoadPoint(
                    offered,
                    perSecond,
                    latency,
                    meanBatch,
                    meanBatch / maxBatch,
                    cpuMicros,
                    tally.deadLetters(),
                    sustained);
        }
    }

    /** Why the first dead letter was one, if there was any. */
    public Optional<String> deadLetterReason() {
        return reader.firstReason();
    }

    /** Stops the pipeline and deletes its topics. Closing twice does nothing. */
    @Override
    public void close() {
        owned.close();
    }
}
