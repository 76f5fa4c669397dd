package io.penstock.topology.stage.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Bucket;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.inference.RowSource;
import io.penstock.schema.DataType;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Tensor;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.Requests;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.TensorElements;
import io.penstock.topology.stage.WrittenRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TensorPreprocessorTest {
    private static final ModelBinding PAIR = Models.withInputs(
            Models.tensor("a", io.penstock.engine.DataType.FLOAT32, -1, 2),
            Models.tensor("b", io.penstock.engine.DataType.INT64, -1));

    @Test
    void writesTensorsAsTheyAreInTheModelsOrder() {
        RowSource rows = prepare(
                PAIR,
                tensor("b", DataType.INT64, List.of(3L), 7, 8, 9),
                tensor("a", DataType.FLOAT32, List.of(3L, 2L), 1, 2, 3, 4, 5, 6));

        assertThat(rows.rows()).isEqualTo(3);
        assertThat(rows.bucket()).isZero();
        assertThat(rows.bytes()).isEqualTo(3 * 2 * 4 + 3 * 8);
        WrittenRows written = WrittenRows.of(rows, PAIR);
        assertThat(written.numbers(0)).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        assertThat(written.numbers(1)).containsExactly(7.0, 8.0, 9.0);
    }

    @ParameterizedTest
    @EnumSource(value = DataType.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void takesEveryDtype(DataType dtype) {
        ModelBinding model = Models.withInput(io.penstock.engine.DataType.valueOf(dtype.name()), -1, 2);

        RowSource rows = prepare(model, tensor("x", dtype, List.of(2L, 2L), 1, 0, 0, 1));

        assertThat(WrittenRows.of(rows, model).numbers(0)).containsExactly(1.0, 0.0, 0.0, 1.0);
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void refusesWhatDoesNotFitTheSignature(List<Tensor> tensors, RecordFailure failure, String message) {
        assertThatThrownBy(() -> prepare(PAIR, tensors.toArray(Tensor[]::new)))
                .isInstanceOfSatisfying(RecordException.class, refused -> {
                    assertThat(refused.failure()).isEqualTo(failure);
                    assertThat(refused).hasMessage(message);
                });
    }

    static List<Arguments> misfits() {
        Tensor a = tensor("a", DataType.FLOAT32, List.of(1L, 2L), 1, 2);
        Tensor b = tensor("b", DataType.INT64, List.of(1L), 7);
        return List.of(
                mismatch(List.of(), "the input is missing: name=a"),
                mismatch(List.of(a), "the input is missing: name=b"),
                mismatch(
                        List.of(a, b, tensor("c", DataType.INT64, List.of(1L), 7)),
                        "the model has no such input: name=c, inputs=a, b"),
                mismatch(List.of(a, b, a), "the input is given twice: name=a"),
                mismatch(
                        List.of(a, tensor("b", DataType.INT32, List.of(1L), 7)),
                        "the input has the wrong dtype: input=b, dtype=INT32, expected=INT64"),
                mismatch(
                        List.of(a, new Tensor("b", DataType.UNKNOWN, List.of(1L), ByteBuffer.allocate(8))),
                        "the input has the wrong dtype: input=b, dtype=UNKNOWN, expected=INT64"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(1L, 3L), 1, 2, 3), b),
                        "the input has the wrong shape: input=a, shape=[1,3], expected=[-1,2]"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(2L), 1, 2), b),
                        "the input has the wrong shape: input=a, shape=[2], expected=[-1,2]"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(), 1), b),
                        "the input has the wrong shape: input=a, shape=[], expected=[-1,2]"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(0L, 2L)), b),
                        "the input has the wrong shape: input=a, shape=[0,2], expected=[-1,2]"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(-1L, 2L), 1, 2), b),
                        "the input has the wrong shape: input=a, shape=[-1,2], expected=[-1,2]"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(1L << 40, 2L), 1, 2), b),
                        "the input has the wrong shape: input=a, shape=[1099511627776,2], expected=[-1,2]"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(2147483647L, 2L), 1, 2), b),
                        "the input has the wrong length: input=a, shape=[2147483647,2], dtype=FLOAT32, bytes=8"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(1L, 2L), 1, 2, 3), b),
                        "the input has the wrong length: input=a, shape=[1,2], dtype=FLOAT32, bytes=12"),
                mismatch(
                        List.of(tensor("a", DataType.FLOAT32, List.of(2L, 2L), 1, 2, 3, 4), b),
                        "the inputs differ in rows: a=2, b=1"),
                Arguments.of(
                        List.of(
                                tensor("a", DataType.FLOAT32, List.of(17L, 2L), new double[34]),
                                tensor("b", DataType.INT64, List.of(17L), new double[17])),
                        RecordFailure.TOO_LARGE,
                        "the request has more rows than a batch takes: rows=17, max=16, model=toy"));
    }

    @Test
    void refusesAnEncodedPayload() {
        assertThatThrownBy(() -> stage(PAIR, "finite: true").prepare(Requests.json("{}")))
                .isInstanceOf(RecordException.class)
                .hasMessage("the tensor stage reads tensors, not an encoded payload");
    }

    @Test
    void passesNanUnlessItIsForbidden() {
        InferenceRequest request = Requests.tensors(
                tensor("a", DataType.FLOAT32, List.of(2L, 2L), 1, 2, 3, Double.NaN),
                tensor("b", DataType.INT64, List.of(2L), 1, 2));

        assertThat(WrittenRows.of(stage(PAIR, "finite: false").prepare(request), PAIR)
                        .numbers(0))
                .containsExactly(1.0, 2.0, 3.0, Double.NaN);
        assertThatThrownBy(() -> stage(PAIR, "finite: true").prepare(request))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.INVALID_INPUT))
                .hasMessage("the input has a value that is not finite: input=a, row=1, index=1, value=NaN");
    }

    @Test
    void findsInfinityInHalfPrecisionToo() {
        ModelBinding model = Models.withInput(io.penstock.engine.DataType.FLOAT16, -1, 2);
        Tensor half = new Tensor(
                "x", DataType.FLOAT16, List.of(1L, 2L), ByteBuffer.wrap(new byte[] {0, 0x3C, 0, (byte) 0xFC}));

        assertThatThrownBy(() -> stage(model, "finite: true").prepare(Requests.tensors(half)))
                .hasMessage("the input has a value that is not finite: input=x, row=0, index=1, value=-Infinity");
    }

    @Test
    void refusesBooleansThatAreNeither() {
        ModelBinding model = Models.withInput(io.penstock.engine.DataType.BOOL, -1, 3);
        Tensor odd = new Tensor("x", DataType.BOOL, List.of(1L, 3L), ByteBuffer.wrap(new byte[] {0, 1, 2}));

        assertThatThrownBy(() -> prepare(model, odd))
                .hasMessage("the input has a boolean that is not 0 or 1: input=x, row=0, index=2, value=2");
    }

    @Test
    void padsEveryDynamicDimensionUpToTheSmallestBucket() {
        ModelBinding model = matrices();
        Preprocessor stage = stage(model, "padValue: {m: -1}");

        RowSource rows = stage.prepare(Requests.tensors(
                tensor("m", DataType.INT32, List.of(2L, 1L, 2L, 2L), 1, 2, 3, 4, 5, 6, 7, 8),
                tensor("n", DataType.FLOAT32, List.of(2L, 1L), 1, 2)));

        assertThat(rows.bucket()).isEqualTo(1);
        WrittenRows written = WrittenRows.of(rows, model);
        assertThat(written.numbers(0))
                .containsExactly(
                        1.0, 2.0, -1.0, 3.0, 4.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, 5.0, 6.0, -1.0, 7.0, 8.0,
                        -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0);
        assertThat(written.numbers(1)).containsExactly(1.0, 2.0);
    }

    @Test
    void refusesRowsThatFitNoBucket() {
        assertThatThrownBy(() -> prepare(
                        matrices(),
                        tensor("m", DataType.INT32, List.of(1L, 3L, 1L, 2L), 1, 2, 3, 4, 5, 6),
                        tensor("n", DataType.FLOAT32, List.of(1L, 1L), 1)))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.TOO_LARGE))
                .hasMessage("the rows fit no bucket of the model: rowShapes=[[3,1,2], [1]],"
                        + " buckets=[small [[1,1,3], [1]], large [[2,2,3], [1]]]");
    }

    @Test
    void refusesAPaddingValueThatTheDtypeCannotHold() {
        assertThat(Settings.of("padValue: {m: 0.5, k: 1}")
                        .problemsOf(new TensorPreprocessorFactory()::configure, matrices()))
                .containsExactly("stage.padValue.m: must be a value of the input's dtype INT32, is 0.5");
    }

    @Test
    void leavesTheRecordsBuffersAlone() {
        Tensor a = tensor("a", DataType.FLOAT32, List.of(1L, 2L), 1, 2);
        Tensor b = tensor("b", DataType.INT64, List.of(1L), 7);

        WrittenRows.of(prepare(PAIR, a, b), PAIR);

        assertThat(a.getData().remaining()).isEqualTo(8);
        assertThat(b.getData().remaining()).isEqualTo(8);
    }

    private static ModelBinding matrices() {
        Signature signature = new Signature(
                List.of(
                        Models.tensor("m", io.penstock.engine.DataType.INT32, -1, -1, -1, -1),
                        Models.tensor("n", io.penstock.engine.DataType.FLOAT32, -1, 1)),
                List.of(Models.tensor("y", io.penstock.engine.DataType.FLOAT32, -1, 1)));
        return Models.of(
                signature,
                List.of(
                        new Bucket("small", List.of(Shape.of(1, 1, 3), Shape.of(1))),
                        new Bucket("large", List.of(Shape.of(2, 2, 3), Shape.of(1)))),
                List.of());
    }

    private static Arguments mismatch(List<Tensor> tensors, String message) {
        return Arguments.of(tensors, RecordFailure.SHAPE_MISMATCH, message);
    }

    private static RowSource prepare(ModelBinding model, Tensor... tensors) {
        return stage(model, "finite: false").prepare(Requests.tensors(tensors));
    }

    private static Preprocessor stage(ModelBinding model, String line) {
        return Settings.of(line)
                .read(new TensorPreprocessorFactory()::configure, model)
                .get();
    }

    /** Elements as the wire has them, in a buffer that begins and ends elsewhere than its array. */
    private static Tensor tensor(String name, DataType dtype, List<Long> shape, double... values) {
        var type = io.penstock.engine.DataType.valueOf(dtype.name());
        ByteBuffer data = ByteBuffer.allocate(values.length * type.bytes() + 5);
        ByteBuffer elements = data.slice(3, values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            long bits = Double.isNaN(values[i])
                    ? Float.floatToRawIntBits(Float.NaN)
                    : TensorElements.bits(type, values[i]).orElseThrow();
            TensorElements.put(elements, i, type, bits);
        }
        return new Tensor(name, dtype, shape, elements);
    }
}
