package io.penstock.topology.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Entries of bytes in files, one for each bucket, first written, then read in the order of writing. Belongs to one thread. */
final class BucketFiles implements AutoCloseable {
    private final Path folder;
    private final String name;
    private final Map<Integer, DataOutputStream> written = new TreeMap<>();

    /** @param folder where the files are; the caller deletes it */
    BucketFiles(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    private Path file(int bucket) {
        return folder.resolve(name + "-" + bucket);
    }

    void append(int bucket, ByteBuffer entry) {
        try {
            DataOutputStream out = written.get(bucket);
            if (out == null) {
                out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(bucket))));
                written.put(bucket, out);
            }
            out.writeInt(entry.remaining());
            out.write(entry.array(), entry.arrayOffset() + entry.position(), entry.remaining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands on the entries of a bucket, after {@link #close}. */
    void forEach(int bucket, Consumer<ByteBuffer> reader) {
        if (!written.containsKey(bucket)) {
            return;
        }
        Path file = file(bucket);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long left = Files.size(file); left > 0; ) {
                byte[] entry = new byte[in.readInt()];
                in.readFully(entry);
                reader.accept(ByteBuffer.wrap(entry));
                left -= Integer.BYTES + entry.length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the writing. Closing twice does nothing. */
    @Override
    public void close() {
        IOException first = null;
        for (DataOutputStream out : written.values()) {
            try {
                out.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw new UncheckedIOException(first);
        }
    }
}
