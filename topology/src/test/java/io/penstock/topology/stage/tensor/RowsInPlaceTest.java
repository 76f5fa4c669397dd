package io.penstock.topology.stage.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.Bucket;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.inference.RowSource;
import io.penstock.schema.DataType;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Tensor;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.schema.wire.TensorRequest;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Requests;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.WrittenRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowsInPlaceTest {
    private static final ModelBinding PAIR = Models.withInputs(
            Models.tensor("a", io.penstock.engine.DataType.INT32, -1, 2),
            Models.tensor("b", io.penstock.engine.DataType.INT64, -1));
    private static final Tensor A = ints("a", List.of(3L, 2L), 1, 2, 3, 4, 5, 6);
    private static final Tensor B = longs("b", List.of(3L), 7, 8, 9);

    private final TensorRequest read = new TensorRequest();

    @Test
    void areWhatDecodingWouldGive() {
        InferenceRequest request = Requests.tensors(B, A);
        RowsInPlace rows = rows(PAIR, "finite: true");

        assertThat(shows(rows, request)).isTrue();

        RowSource decoded = stage(PAIR, "finite: true").prepare(request);
        assertThat(rows.rows()).isEqualTo(3).isEqualTo(decoded.rows());
        assertThat(rows.bucket()).isZero();
        assertThat(rows.bytes()).isEqualTo(3 * 2 * 4 + 3 * 8).isEqualTo(decoded.bytes());
        assertThat(WrittenRows.of(rows, PAIR).numbers(0)).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        assertThat(WrittenRows.of(rows, PAIR).longs(1)).containsExactly(7L, 8L, 9L);
    }

    @Test
    void showOneRequestAfterTheOther() {
        RowsInPlace rows = rows(PAIR, "finite: true");
        shows(rows, Requests.tensors(A, B));

        assertThat(shows(rows, Requests.tensors(longs("b", List.of(1L), 4), ints("a", List.of(1L, 2L), 5, 6))))
                .isTrue();

        assertThat(rows.rows()).isEqualTo(1);
        assertThat(WrittenRows.of(rows, PAIR).numbers(0)).containsExactly(5.0, 6.0);
        assertThat(WrittenRows.of(rows, PAIR).longs(1)).containsExactly(4L);
    }

    @Test
    void lieInTheBucketOfTheirShape() {
        Signature tokens = new Signature(
                List.of(Models.tensor("x", io.penstock.engine.DataType.INT32, -1, -1)),
                PAIR.signature().outputs());
        ModelBinding model = Models.of(
                tokens,
                List.of(new Bucket("8", List.of(Shape.of(8))), new Bucket("2", List.of(Shape.of(2)))),
                List.of());
        RowsInPlace rows = rows(model, "finite: true");

        assertThat(shows(rows, Requests.tensors(ints("x", List.of(1L, 2L), 1, 2))))
                .isTrue();
        assertThat(rows.bucket()).isEqualTo(1);
        assertThat(shows(rows, Requests.tensors(ints("x", List.of(1L, 3L), 1, 2, 3))))
                .as("needs padding")
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void leaveToDecodingWhatItRefuses(List<Tensor> tensors) {
        assertThat(shows(rows(PAIR, "finite: true"), Requests.tensors(tensors.toArray(Tensor[]::new))))
                .isFalse();
    }

    static List<Arguments> misfits() {
        return List.of(
                Arguments.of(List.of()),
                Arguments.of(List.of(A)),
                Arguments.of(List.of(A, B, longs("c", List.of(3L), 1, 2, 3))),
                Arguments.of(List.of(A, A)),
                Arguments.of(List.of(A, ints("b", List.of(3L), 7, 8, 9))),
                Arguments.of(List.of(A, new Tensor("b", DataType.UNKNOWN, B.getShape(), B.getData()))),
                Arguments.of(List.of(A, longs("b", List.of(2L), 7, 8))),
                Arguments.of(List.of(A, longs("b", List.of(3L, 1L), 7, 8, 9))),
                Arguments.of(List.of(A, longs("b", List.of(), 7))),
                Arguments.of(List.of(A, longs("b", List.of(3L), 7, 8, 9, 10))),
                Arguments.of(List.of(ints("a", List.of(2L, 3L), 1, 2, 3, 4, 5, 6), longs("b", List.of(2L), 7, 8))),
                Arguments.of(List.of(ints("a", List.of(0L, 2L)), longs("b", List.of(0L)))),
                Arguments.of(List.of(ints("a", List.of(-1L, 2L), 1, 2), longs("b", List.of(-1L), 7))),
                Arguments.of(List.of(ints("a", List.of(1L << 40, 2L)), longs("b", List.of(1L << 40)))),
                Arguments.of(
                        List.of(ints("a", List.of(17L, 2L), new int[34]), longs("b", List.of(17L), new long[17]))));
    }

    @Test
    void areNotOfferedWhereElementsHaveToBeLookedAt() {
        ModelBinding floats = Models.withInput(io.penstock.engine.DataType.FLOAT32, -1, 2);
        ModelBinding booleans = Models.withInput(io.penstock.engine.DataType.BOOL, -1, 2);

        assertThat(stage(floats, "finite: false").inPlace()).isPresent();
        assertThat(stage(floats, "finite: true").inPlace()).isEmpty();
        assertThat(stage(booleans, "finite: false").inPlace()).isEmpty();
    }

    private static RowsInPlace rows(ModelBinding model, String settings) {
        return stage(model, settings).inPlace().orElseThrow();
    }

    private static TensorPreprocessor stage(ModelBinding model, String settings) {
        return (TensorPreprocessor) Settings.of(settings)
                .read(new TensorPreprocessorFactory()::configure, model)
                .get();
    }

    private boolean shows(RowsInPlace rows, InferenceRequest request) {
        Map<String, String> properties = Map.of("schema.registry.url", "mock://rows-in-place");
        try (Serializer<InferenceRequest> serializer =
                PenstockSerdes.configuredWith(properties).requests().serializer()) {
            return read.read(Objects.requireNonNull(serializer.serialize("rows", request))) && rows.show(read);
        }
    }

    private static Tensor ints(String name, List<Long> shape, int... elements) {
        ByteBuffer data = ByteBuffer.allocate(elements.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int element : elements) {
            data.putInt(element);
        }
        return new Tensor(name, DataType.INT32, shape, data.flip());
    }

    private static Tensor longs(String name, List<Long> shape, long... elements) {
        ByteBuffer data = ByteBuffer.allocate(elements.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long element : elements) {
            data.putLong(element);
        }
        return new Tensor(name, DataType.INT64, shape, data.flip());
    }
}
