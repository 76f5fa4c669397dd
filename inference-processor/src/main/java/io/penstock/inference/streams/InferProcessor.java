package io.penstock.inference.streams;

import io.penstock.inference.Outcome;
import io.penstock.inference.Submission;
import io.penstock.inference.batching.MicroBatcher;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One task's end of the micro-batcher. Used on the task's StreamThread only.
 */
final class InferProcessor<A> implements Processor<byte[], Submission<A>, byte[], Outcome<A>> {
    private final MicroBatcher batcher;
    private final InferLimits limits;
    private final CommitTurns turns;
    private @Nullable InferTask<A> task;

    InferProcessor(MicroBatcher batcher, InferLimits limits, CommitTurns turns) {
        this.batcher = batcher;
        this.limits = limits;
        this.turns = turns;
    }

    /** Also called again on the same instance when Streams revives a task: nothing may be left of its former life. */
    @Override
    public void init(ProcessorContext<byte[], Outcome<A>> context) {
        close();
        CommitBarrier barrier = context.getStateStore(InferStage.BARRIER);
        InferTask<A> started = new InferTask<>(context, barrier, batcher, limits, turns);
        barrier.attach(started::drain);
        task = started;
    }

    @Override
    public void process(Record<byte[], Submission<A>> record) {
        if (task == null) {
            throw new IllegalStateException("the infer stage processes before init");
        }
        task.submit(record);
    }

    @Override
    public void close() {
        if (task != null) {
            task.abandon();
            task = null;
        }
    }
}
