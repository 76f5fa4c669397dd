package io.penstock.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.DataType;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Records;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.serde.TrustedRecords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorRequestTest {
    static {
        TrustedRecords.allow();
    }

    private final TensorRequest read = new TensorRequest();

    @Test
    void readsWhatAvroWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            InferenceRequest request = request(random, random.nextInt(4));

            assertThat(read.read(AvroValues.of(request))).isTrue();

            assertSame(request);
        }
    }

    private static InferenceRequest request(Random random, int tensors) {
        return InferenceRequest.newBuilder()
                .setId("id-ü-" + random.nextInt())
                .setInput(new TensorInputs(AvroValues.tensors(random, tensors)))
                .setParameters(random.nextBoolean() ? Map.of() : Map.of("topK", "3", "é", ""))
                .setDeadline(random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt()))
                .setCreatedAt(random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt()))
                .build();
    }

    private void assertSame(InferenceRequest request) {
        assertThat(read.id()).isEqualTo(request.getId());
        assertThat(read.deadlineEpochMillis())
                .isEqualTo(request.getDeadline().map(Instant::toEpochMilli).orElse(TensorRequest.NO_TIME));
        assertThat(read.createdAtEpochMillis())
                .isEqualTo(request.getCreatedAt().map(Instant::toEpochMilli).orElse(TensorRequest.NO_TIME));
        List<Tensor> tensors = ((TensorInputs) request.getInput()).getTensors();
        assertThat(read.tensors()).isEqualTo(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            assertThat(read.tensorNamed(tensor.getName().getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(i);
            assertThat(read.dtype(i)).isEqualTo(tensor.getDtype());
            assertThat(shape(i)).isEqualTo(tensor.getShape());
            int from = read.dataFrom(i);
            assertThat(ByteBuffer.wrap(Arrays.copyOfRange(read.value(), from, from + read.dataBytes(i))))
                    .isEqualTo(tensor.getData());
        }
    }

    private List<Long> shape(int tensor) {
        return IntStream.range(0, read.rank(tensor))
                .mapToObj(axis -> read.dimension(tensor, axis))
                .toList();
    }

    @Test
    void knowsNoOtherName() {
        read.read(AvroValues.of(Records.tensorRequest("r1")));

        assertThat(read.tensorNamed(new byte[] {'x'})).isZero();
        assertThat(read.tensorNamed(new byte[] {'x', 'y'})).isEqualTo(-1);
        assertThat(read.tensorNamed(new byte[0])).isEqualTo(-1);
    }

    @Test
    void leavesAnEncodedPayloadToAvro() {
        assertThat(read.read(AvroValues.of(InferenceRequest.newBuilder().build())))
                .isFalse();
    }

    @Test
    void leavesSizedBlocksToAvro() {
        assertThat(read.read(AvroValues.inSizedBlocks(Records.tensorRequest("r1"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 40})
    void leavesManyTensorsToAvro(int tensors) {
        assertThat(read.read(AvroValues.of(request(new Random(1), tensors)))).isFalse();
    }

    @Test
    void leavesManyDimensionsToAvro() {
        Tensor deep = new Tensor(
                "x", DataType.UINT8, List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L), ByteBuffer.wrap(new byte[1]));
        InferenceRequest request = InferenceRequest.newBuilder()
                .setInput(new TensorInputs(List.of(deep)))
                .build();

        assertThat(read.read(AvroValues.of(request))).isFalse();
    }

    @Test
    void leavesCutOffAndOverlongValuesToAvro() {
        byte[] whole = AvroValues.of(Records.tensorRequest("r1"));
        for (int length = 0; length < whole.length; length++) {
            assertThat(read.read(Arrays.copyOf(whole, length))).isFalse();
        }
        assertThat(read.read(Arrays.copyOf(whole, whole.length + 1))).isFalse();
    }

    @Test
    void readsNothingOutsideOfABrokenValue() {
        Random random = new Random(3);
        byte[] whole = AvroValues.of(Records.tensorRequest("r1"));
        int plain = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] broken = whole.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                broken[AvroValues.FRAME.length + random.nextInt(whole.length - AvroValues.FRAME.length)] =
                        (byte) random.nextInt();
            }
            if (read.read(broken)) {
                plain++;
                for (int tensor = 0; tensor < read.tensors(); tensor++) {
                    assertThat(read.dataFrom(tensor)).isBetween(AvroValues.FRAME.length, broken.length);
                    assertThat(read.dataBytes(tensor)).isBetween(0, broken.length - read.dataFrom(tensor));
                }
            }
        }
        assertThat(plain).isPositive();
    }

    /** Avro takes no more than five bytes for an {@code int}, however small it is. */
    @Test
    void acceptsNothingThatAvroRefusesOrReadsOtherwise() {
        Random random = new Random(5);
        byte[] whole = AvroValues.of(Records.tensorRequest("r1"));
        int plain = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] mutated = AvroValues.mutated(random, whole);
            if (read.read(mutated)) {
                plain++;
                assertReadAlike(AvroValues.request(mutated));
            }
        }
        assertThat(plain).isGreaterThan(1_000);
    }

    private void assertReadAlike(InferenceRequest request) {
        assertThat(read.id()).isEqualTo(request.getId());
        List<Tensor> tensors = ((TensorInputs) request.getInput()).getTensors();
        assertThat(read.tensors()).isEqualTo(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            assertThat(read.dtype(i)).isEqualTo(tensors.get(i).getDtype());
            assertThat(shape(i)).isEqualTo(tensors.get(i).getShape());
            assertThat(ByteBuffer.wrap(read.value(), read.dataFrom(i), read.dataBytes(i)))
                    .isEqualTo(tensors.get(i).getData());
        }
    }
}
