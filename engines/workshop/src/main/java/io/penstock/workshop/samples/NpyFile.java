package io.penstock.workshop.samples;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tensor in NumPy's file format: little-endian, row-major.
 *
 * @param dtype the type of its elements
 * @param shape its dimensions
 * @param data its elements, position 0
 */
record NpyFile(DataType dtype, Shape shape, ByteBuffer data) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MIN_BYTES = 12;
    private static final Pattern HEADER =
            Pattern.compile("'descr':\\s*'([^']+)',\\s*'fortran_order':\\s*(\\w+),\\s*'shape':\\s*\\(([^)]*)\\)");
    private static final Map<String, DataType> TYPES = Map.of(
            "<f4", DataType.FLOAT32,
            "<f2", DataType.FLOAT16,
            "<i8", DataType.INT64,
            "<i4", DataType.INT32,
            "|i1", DataType.INT8,
            "|u1", DataType.UINT8,
            "|b1", DataType.BOOL);

    /** @throws PenstockException FATAL, if the file cannot be read or is none that is understood; the message says why */
    static NpyFile read(Path file) {
        try {
            return parse(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new PenstockException(FailureCategory.FATAL, "cannot read samples: file=" + file + ": " + e, e);
        }
    }

    private static NpyFile parse(Path file, byte[] content) {
        if (content.length < MIN_BYTES || Arrays.mismatch(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length) >= 0) {
            throw refused(file, "it is no .npy file; write it with numpy.save");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int headerStart = bytes.get(6) == 1 ? 10 : 12;
        int headerLength = headerStart == 10 ? Short.toUnsignedInt(bytes.getShort(8)) : bytes.getInt(8);
        int dataStart = headerStart + headerLength;
        if (headerLength < 0 || dataStart > bytes.limit()) {
            throw refused(file, "it ends inside its header");
        }
        String header = new String(content, headerStart, headerLength, StandardCharsets.ISO_8859_1);
        Matcher parts = HEADER.matcher(header);
        if (!parts.find()) {
            throw refused(file, "its header is not understood: " + header.strip());
        }
        DataType dtype = TYPES.get(parts.group(1));
        if (dtype == null || "True".equals(parts.group(2))) {
            throw refused(
                    file,
                    "needs row-major order and one of " + TYPES.keySet() + ", has descr=" + parts.group(1)
                            + ", fortran_order=" + parts.group(2));
        }
        Shape shape = shape(parts.group(3));
        ByteBuffer data = bytes.position(dataStart).slice().order(ByteOrder.nativeOrder());
        if (data.remaining() != shape.elements() * dtype.bytes()) {
            throw refused(file, "its shape " + shape + " does not fit its " + data.remaining() + " bytes of data");
        }
        return new NpyFile(dtype, shape, data);
    }

    private static Shape shape(String text) {
        return Shape.of(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray());
    }

    private static PenstockException refused(Path file, String why) {
        return new PenstockException(FailureCategory.FATAL, "cannot read samples: file=" + file + ": " + why);
    }
}
