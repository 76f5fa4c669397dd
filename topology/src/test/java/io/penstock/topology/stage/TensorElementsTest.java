package io.penstock.topology.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorElementsTest {
    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 1.5, 1.5",
        "FLOAT32, 0.1, 0.10000000149011612",
        "FLOAT16, 1.5, 1.5",
        "FLOAT16, 0.1, 0.0999755859375",
        "FLOAT16, 65504, 65504",
        "FLOAT16, 65519, 65504",
        "FLOAT16, -0.00006, -0.00006002187728881836",
        "FLOAT16, 0.000061035155, 0.00006103515625",
        "FLOAT16, 1e-9, 0",
        "FLOAT16, 2049, 2048",
        "FLOAT16, 2051, 2052",
        "INT64, -9007199254740992, -9007199254740992",
        "INT32, -2147483648, -2147483648",
        "INT8, -128, -128",
        "UINT8, 255, 255",
        "BOOL, 1, 1",
    })
    void holdsWhatFits(DataType dtype, double value, double stored) {
        ByteBuffer buffer = ByteBuffer.allocate(3 * dtype.bytes()).order(ByteOrder.nativeOrder());

        TensorElements.put(buffer, 1, dtype, TensorElements.bits(dtype, value).orElseThrow());

        assertThat(TensorElements.get(buffer, 1, dtype)).isEqualTo(stored);
        assertThat(TensorElements.get(buffer, 0, dtype)).isZero();
        assertThat(TensorElements.get(buffer, 2, dtype)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 1e39",
        "FLOAT32, NaN",
        "FLOAT32, Infinity",
        "FLOAT16, 65520",
        "FLOAT16, NaN",
        "INT64, 1e19",
        "INT64, 0.5",
        "INT32, 2147483648",
        "INT8, 128",
        "INT8, NaN",
        "UINT8, -1",
        "UINT8, 256",
        "BOOL, 2",
    })
    void refusesWhatDoesNotFit(DataType dtype, double value) {
        assertThat(TensorElements.bits(dtype, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INT64, 9223372036854775807, 9223372036854775807",
        "INT32, 7, 7",
        "UINT8, 255, 255",
        "FLOAT32, 1, 1065353216",
        "FLOAT16, 1, 15360",
    })
    void takesWholeNumbersExactly(DataType dtype, long value, long bits) {
        assertThat(TensorElements.bits(dtype, value)).hasValue(bits);
    }
}
