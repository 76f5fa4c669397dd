package io.penstock.engine.tensorrt.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;

/** Bytes that TensorRT made. */
final class HostBytes {
    private HostBytes() {}

    /** Writes them to a file, whatever it held before. */
    static void write(IHostMemory memory, Path file) throws IOException {
        BytePointer bytes = new BytePointer(memory.data());
        bytes.capacity(memory.size());
        if (memory.size() > Integer.MAX_VALUE) {
            throw new IOException("TensorRT made " + memory.size() + " bytes, more than the 2 GiB that are served");
        }
        ByteBuffer content = bytes.asByteBuffer();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
        }
    }
}
