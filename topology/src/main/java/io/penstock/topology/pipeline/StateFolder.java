package io.penstock.topology.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder of its own for Kafka Streams, which keeps no state here but locks the folder: instances of one application on
 * one machine must not share it. Deleted on close.
 */
record StateFolder(Path path) implements AutoCloseable {
    static StateFolder create(String pipeline) {
        try {
            return new StateFolder(Files.createTempDirectory("penstock-" + pipeline + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a folder for Kafka Streams, set kafka.state.dir", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
