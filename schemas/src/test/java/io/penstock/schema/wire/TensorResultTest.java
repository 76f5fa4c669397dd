package io.penstock.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.BatchInfo;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.ModelIdentity;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorOutput;
import io.penstock.schema.Timings;
import io.penstock.schema.serde.TrustedRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TensorResultTest {
    static {
        TrustedRecords.allow();
    }

    private static final ModelIdentity MODEL = new ModelIdentity("digits-ö", "1", "ab12", "onnxruntime");

    @Test
    void writesWhatAvroWrites() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            List<Tensor> tensors = AvroValues.tensors(random, random.nextInt(4));
            InferenceResult result = InferenceResult.newBuilder()
                    .setId("id-ü-" + random.nextInt())
                    .setOutput(new TensorOutput(tensors))
                    .setModel(MODEL)
                    .setBatch(new BatchInfo(random.nextLong(), random.nextInt(), random.nextInt()))
                    .setTimings(new Timings(random.nextLong(), random.nextLong() >> random.nextInt(64), -1L))
                    .setCompletedAt(Instant.ofEpochMilli(random.nextInt()))
                    .build();

            assertThat(written(result, tensors)).isEqualTo(AvroValues.of(result));
        }
    }

    private static byte[] written(InferenceResult result, List<Tensor> tensors) {
        TensorResult writer = new TensorResult(
                tensors.stream().map(Tensor::getName).toList(),
                tensors.stream().map(Tensor::getDtype).toList(),
                new Those(tensors));
        return writer.write(
                AvroValues.FRAME,
                result.getId(),
                EncodedModel.of(MODEL),
                result.getBatch(),
                result.getTimings(),
                result.getCompletedAt().toEpochMilli());
    }

    private record Those(List<Tensor> tensors) implements TensorResult.Tensors {
        @Override
        public int rank(int tensor) {
            return tensors.get(tensor).getShape().size();
        }

        @Override
        public long dimension(int tensor, int axis) {
            return tensors.get(tensor).getShape().get(axis);
        }

        @Override
        public ByteBuffer data(int tensor) {
            return tensors.get(tensor).getData().duplicate();
        }
    }
}
