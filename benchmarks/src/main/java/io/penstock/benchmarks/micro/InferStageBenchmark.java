package io.penstock.benchmarks.micro;

import io.penstock.inference.Outcome;
import io.penstock.inference.RowSource;
import io.penstock.inference.Submission;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.streams.InferLimits;
import io.penstock.inference.streams.InferStage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A record's way through the whole infer stage, from {@code process} to {@code forward}, over an engine that takes no
 * time; beside it what a stage that only forwards costs. Batches of 64 rows of 100 B.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InferStageBenchmark {
    private static final int ROWS = BatcherBenchmark.ROWS;

    private final byte[] content = new byte[100];
    private final RowSource row = new BytesRow(content);
    private final Record<byte[], byte[]> record = new Record<>(new byte[8], content, 0, new RecordHeaders());
    private @Nullable MicroBatcher batcher;
    private @Nullable Processor<byte[], Submission<String>, byte[], Outcome<String>> stage;
    private @Nullable StageContext context;

    @Setup
    public void open(Blackhole blackhole) {
        MicroBatcher opened = BatcherBenchmark.batcher();
        InferStage<String> supplier =
                new InferStage<>(opened, new InferLimits(8L * ROWS, 1 << 24, Duration.ofSeconds(8)));
        StageContext made = new StageContext(supplier.stores().iterator().next().build(), blackhole);
        Processor<byte[], Submission<String>, byte[], Outcome<String>> processor = supplier.get();
        processor.init(typed(made));
        batcher = opened;
        stage = processor;
        context = made;
    }

    @SuppressWarnings("unchecked") // it takes any record
    private static ProcessorContext<byte[], Outcome<String>> typed(StageContext context) {
        return (ProcessorContext<byte[], Outcome<String>>) (ProcessorContext<?, ?>) context;
    }

    @TearDown
    public void close() {
        if (stage != null && batcher != null) {
            stage.close();
            batcher.close();
        }
    }

    /** What the neighbours' records cost: one in, one out, no infer stage between. */
    @Benchmark
    public void forwardOnly() {
        if (context != null) {
            context.forward(submitted(context).withValue("answer"));
        }
    }

    /** The same with the infer stage. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void inferStage() {
        if (stage != null && context != null) {
            for (int i = 0; i < ROWS; i++) {
                stage.process(submitted(context));
            }
        }
    }

    /** The record as Streams hands it on: under a context of its own. */
    private Record<byte[], Submission<String>> submitted(StageContext streams) {
        Record<byte[], Submission<String>> submitted =
                record.withValue(new Submission<>(row, Submission.NO_DEADLINE, "id"));
        streams.setRecordContext(new ProcessorRecordContext(
                submitted.timestamp(), 0, 0, "input", submitted.headers(), submitted.key(), content));
        return submitted;
    }
}
