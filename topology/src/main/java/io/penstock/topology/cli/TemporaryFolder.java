package io.penstock.topology.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder for all temporary files of this process, deleted at its end if {@code ./penstock} made it for this process
 * alone: native libraries are unpacked to where {@code java.io.tmpdir} says, and some leave their folders behind.
 */
record TemporaryFolder(Optional<Path> path) implements AutoCloseable {
    /** The system property that names the folder. */
    static final String PROPERTY = "penstock.temporary";

    /** The folder of this process, if it has one of its own. */
    static TemporaryFolder ofProcess() {
        return new TemporaryFolder(
                Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of));
    }

    /** Deletes it with all that can be deleted. */
    @Override
    public void close() {
        path.ifPresent(TemporaryFolder::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // a temporary file that is still held goes with the system's other ones
        }
    }
}
