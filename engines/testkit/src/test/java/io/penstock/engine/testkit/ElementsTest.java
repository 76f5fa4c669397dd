package io.penstock.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.DataType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementsTest {
    private final ByteBuffer buffer = ByteBuffer.allocate(16);

    @ParameterizedTest
    @CsvSource({
        "0, 0x0000",
        "-0.0, 0x8000",
        "1, 0x3C00",
        "-2, 0xC000",
        "65504, 0x7BFF",
        "65520, 0x7C00",
        "5.9604644775390625E-8, 0x0001",
        "6.103515625E-5, 0x0400",
        "0.0999755859375, 0x2E66",
        "NaN, 0x7E00",
        "-Infinity, 0xFC00"
    })
    void writesHalfPrecision(double value, int bits) {
        Elements.write(buffer, DataType.FLOAT16, 1, value);

        assertThat(buffer.getShort(2) & 0xFFFF).isEqualTo(bits);
    }

    @Test
    void readsEveryHalfAsItWasWritten() {
        for (int bits = 0; bits < 0x7C00; bits++) {
            buffer.putShort(0, (short) bits);

            Elements.write(buffer, DataType.FLOAT16, 1, Elements.read(buffer, DataType.FLOAT16, 0));

            assertThat(buffer.getShort(2) & 0xFFFF).isEqualTo(bits);
        }
    }

    @Test
    void readsUnsignedBytes() {
        Elements.write(buffer, DataType.UINT8, 3, 200);

        assertThat(Elements.read(buffer, DataType.UINT8, 3)).isEqualTo(200);
        assertThat(Elements.read(buffer, DataType.INT8, 3)).isEqualTo(-56);
    }

    @Test
    void writesTruthAsOne() {
        Elements.write(buffer, DataType.BOOL, 0, 0.5);

        assertThat(Elements.read(buffer, DataType.BOOL, 0)).isEqualTo(1);
    }
}
