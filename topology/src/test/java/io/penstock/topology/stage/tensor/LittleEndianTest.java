package io.penstock.topology.stage.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LittleEndianTest {
    @ParameterizedTest
    @CsvSource({"1, 01020304 05060708", "2, 02010403 06050807", "4, 04030201 08070605", "8, 08070605 04030201"})
    void turnsTheBytesOfEachElementForABigEndianMachine(int elementBytes, String expected) {
        ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN);

        LittleEndian.read(wire(), buffer, elementBytes);

        assertThat(HexFormat.of().formatHex(buffer.array())).isEqualTo(expected.replace(" ", ""));
    }

    @Test
    void turnsThemBackAgain() {
        ByteBuffer back = ByteBuffer.allocate(8);

        LittleEndian.write(ByteBuffer.wrap(new byte[] {2, 1, 4, 3, 6, 5, 8, 7}), back, 2);

        assertThat(back.flip()).isEqualTo(wire());
    }

    @Test
    void leavesThemAsTheyAreForALittleEndianMachine() {
        ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);

        LittleEndian.read(wire(), buffer, 4);

        assertThat(buffer.flip()).isEqualTo(wire());
    }

    private static ByteBuffer wire() {
        return ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
}
