package io.penstock.topology.stage.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Copies elements between the wire, which is little-endian, and buffers in their own byte order. */
final class LittleEndian {
    private LittleEndian() {}

    /** Moves all that remains of {@code wire} to {@code buffer}. */
    static void read(ByteBuffer wire, ByteBuffer buffer, int elementBytes) {
        move(wire, buffer, elementBytes, buffer.order());
    }

    /** Moves all that remains of {@code buffer} to {@code wire}. */
    static void write(ByteBuffer buffer, ByteBuffer wire, int elementBytes) {
        move(buffer, wire, elementBytes, buffer.order());
    }

    private static void move(ByteBuffer from, ByteBuffer to, int elementBytes, ByteOrder order) {
        if (elementBytes == 1 || order.equals(ByteOrder.LITTLE_ENDIAN)) {
            to.put(from);
            return;
        }
        for (int start = from.position(); start < from.limit(); start += elementBytes) {
            for (int i = elementBytes - 1; i >= 0; i--) {
                to.put(from.get(start + i));
            }
        }
        from.position(from.limit());
    }
}
