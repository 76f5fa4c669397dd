package io.penstock.workshop.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementsTest {
    private final ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());

    @ParameterizedTest
    @EnumSource(DataType.class)
    void readsWhatItWrote(DataType dtype) {
        Elements.append(buffer, dtype, 0);
        Elements.append(buffer, dtype, 1);

        assertThat(Elements.read(buffer, dtype, 1)).isEqualTo(1);
        assertThat(buffer.position()).isEqualTo(2 * dtype.bytes());
    }

    @Test
    void readsEveryHalfItWrote() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            buffer.putShort(0, (short) bits);
            double value = Elements.read(buffer, DataType.FLOAT16, 0);
            Elements.append(buffer.clear(), DataType.FLOAT16, value);
            if (!Double.isNaN(value)) {
                assertThat(Short.toUnsignedInt(buffer.getShort(0))).isEqualTo(bits);
            }
        }
    }

    @Test
    void bytesAreUnsignedOnlyWhereTheirTypeSaysSo() {
        Elements.append(buffer, DataType.UINT8, 200);
        Elements.append(buffer, DataType.INT8, -56);

        assertThat(Elements.read(buffer, DataType.UINT8, 0)).isEqualTo(200);
        assertThat(Elements.read(buffer, DataType.INT8, 1)).isEqualTo(-56);
    }
}
