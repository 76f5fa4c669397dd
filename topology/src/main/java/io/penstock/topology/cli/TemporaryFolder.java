package io.penstock.topology.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for all temporary files of this process, deleted at its end: native libraries are unpacked to where {@code
 * java.io.tmpdir} says, and some leave their folders behind.
 */
record TemporaryFolder(Path path) implements AutoCloseable {
    private static final String PROPERTY = "java.io.tmpdir";

    /** Makes a folder and puts it in the place of the system's. To be called before anything asks for that. */
    static TemporaryFolder takeOver() {
        String name = "penstock-" + ProcessHandle.current().pid() + "-" + Long.toString(System.nanoTime(), 36);
        Path path = Path.of(System.getProperty(PROPERTY), name);
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write temporary files, set -D" + PROPERTY, e);
        }
        System.setProperty(PROPERTY, path.toString());
        return new TemporaryFolder(path);
    }

    /** Deletes what can be deleted. */
    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // a temporary file that is still held goes with the system's other ones
        }
    }
}
