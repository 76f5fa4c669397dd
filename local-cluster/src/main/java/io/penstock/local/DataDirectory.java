package io.penstock.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A server's folder: one given, which is kept, or a temporary one, which {@link #close} deletes. */
record DataDirectory(Path path, boolean temporary) implements AutoCloseable {

    static DataDirectory of(@Nullable Path given, String prefix) {
        try {
            return given == null
                    ? new DataDirectory(Files.createTempDirectory(prefix), true)
                    : new DataDirectory(Files.createDirectories(given.toAbsolutePath()), false);
        } catch (IOException e) {
            throw new LocalClusterException("cannot create the data directory " + (given == null ? prefix : given), e);
        }
    }

    @Override
    public void close() {
        if (temporary && Files.exists(path)) {
            try {
                Files.walkFileTree(path, new Delete());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + path, e);
            }
        }
    }

    private static final class Delete extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // it went while we walked
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
