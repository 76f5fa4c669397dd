package io.penstock.topology.pipeline;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.TensorOutput;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.tensor.TensorCodec;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Postprocess by itself: the same result with its tensors turned into an answer. */
final class TensorResultNode extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private final RecordReader<InferenceResult> reader;
    private final Postprocessor postprocessor;
    private final ModelBinding model;
    private final RecordWriter<InferenceResult> writer;

    TensorResultNode(
            RecordReader<InferenceResult> reader,
            Postprocessor postprocessor,
            ModelBinding model,
            RecordWriter<InferenceResult> writer) {
        this.reader = reader;
        this.postprocessor = postprocessor;
        this.model = model;
        this.writer = writer;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        InferenceResult result = reader.read(record.value(), record.headers());
        byte[] answer = StageCall.of(PipelineTopology.POSTPROCESS, result.getId(), () -> answer(result, record));
        context().forward(record.withValue(answer));
    }

    private byte[] answer(InferenceResult result, Record<byte[], byte[]> record) {
        InferenceResult answer = InferenceResult.newBuilder(result)
                .setOutput(postprocessor.output(TensorCodec.fromTensors(tensors(result), model)))
                .build();
        return writer.write(record.key(), record.headers(), answer);
    }

    private static TensorOutput tensors(InferenceResult result) {
        if (result.getOutput() instanceof TensorOutput tensors) {
            return tensors;
        }
        throw new RecordException(
                RecordFailure.SHAPE_MISMATCH,
                "a postprocess stage by itself reads tensors: output="
                        + result.getOutput().getClass().getSimpleName()
                        + "; the stage before it must run with postprocess type tensor or none");
    }
}
