package io.penstock.workshop.plan;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** Files that are there whole or not at all. */
final class PlanFiles {
    private PlanFiles() {}

    /** A file name beside {@code file} that nothing else uses; its folder exists. */
    static Path beside(Path file) {
        try {
            Path folder = Objects.requireNonNull(file.getParent(), "a plan has a folder");
            Files.createDirectories(folder);
            return folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        } catch (IOException e) {
            throw failed("cannot make the folder of a plan", file, e);
        }
    }

    /** Writes a file in one step. */
    static void write(Path file, byte[] bytes) {
        Path part = beside(file);
        try {
            Files.write(part, bytes);
            move(part, file);
        } catch (IOException e) {
            throw failed("cannot write", file, e);
        } finally {
            delete(part);
        }
    }

    /** Puts a finished file in place, on the disk before it is seen. */
    static void move(Path part, Path file) {
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("cannot put in place", file, e);
        }
    }

    static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw failed("cannot delete", part, e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failed("cannot read", file, e);
        }
    }

    /** The whole file in direct memory. */
    static ByteBuffer readDirect(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw new IOException("it has " + size + " bytes, more than the 2 GiB that a plan may have");
            }
            ByteBuffer bytes = ByteBuffer.allocateDirect((int) size);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return bytes.flip();
        } catch (IOException e) {
            throw failed("cannot read", file, e);
        }
    }

    static PenstockException failed(String what, Path file, IOException cause) {
        return new PenstockException(FailureCategory.FATAL, what + ": file=" + file + ": " + cause, cause);
    }
}
