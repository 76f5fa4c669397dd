package io.penstock.inference.streams;

import io.penstock.inference.Outcome;
import io.penstock.inference.Submission;
import io.penstock.inference.batching.MicroBatcher;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The infer stage: add it to a topology with
 * {@link org.apache.kafka.streams.Topology#addProcessor(String, ProcessorSupplier, String...)}. Every task submits to
 * the same micro-batcher, which outlives the topology. Each record yields exactly one {@link Outcome}, in the order of
 * its partition, with its key, headers and timestamp. A topology takes one such stage.
 *
 * <p>Give {@code KafkaStreams} the clients of {@link InferClientSupplier}: it forwards what is done before each poll.
 * With others a result waits for the next record of its partition, or for the next commit.
 *
 * @param <A> what the neighbouring stages carry along with a record
 */
public final class InferStage<A> implements ProcessorSupplier<byte[], Submission<A>, byte[], Outcome<A>> {
    static final String BARRIER = "penstock-commit-barrier";

    private final MicroBatcher batcher;
    private final InferLimits limits;
    private final StoreBuilder<CommitBarrier> barrier = CommitBarrier.named(BARRIER);
    private final CommitTurns turns = new CommitTurns();

    public InferStage(MicroBatcher batcher, InferLimits limits) {
        this.batcher = batcher;
        this.limits = limits;
    }

    @Override
    public Processor<byte[], Submission<A>, byte[], Outcome<A>> get() {
        return new InferProcessor<>(batcher, limits, turns);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(barrier);
    }
}
