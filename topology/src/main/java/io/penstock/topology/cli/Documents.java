package io.penstock.topology.cli;

import io.penstock.topology.score.format.MediaTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Finds the documents to send: files, the files of folders, and the lines of files of JSON. */
final class Documents {
    private static final String STANDARD_INPUT = "-";

    private final Optional<String> mediaType;
    private final InputStream standardInput;

    /** @param mediaType the type of every file; by their names if empty */
    Documents(Optional<String> mediaType, InputStream standardInput) {
        this.mediaType = mediaType;
        this.standardInput = standardInput;
    }

    /** The files and those files of the folders that can be sent, sorted. */
    List<Path> files(List<Path> given) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                all.addAll(filesOf(path));
            } else {
                requireFile(path);
                all.add(path);
            }
        }
        return all;
    }

    private List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isRegularFile)
                    .filter(file ->
                            mediaType.isPresent() || MediaTypes.of(name(file)).isPresent())
                    .sorted()
                    .toList();
        }
    }

    private void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("no such file: " + file);
        }
        if (mediaType.isEmpty() && MediaTypes.of(name(file)).isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot tell the media type of " + file + " by its name: give it with --media-type");
        }
    }

    /** One file, whole. */
    Document read(Path file) {
        try {
            String type = mediaType.or(() -> MediaTypes.of(name(file))).orElseThrow();
            return new Document(name(file), type, ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file, or of standard input if it is {@code -}; empty ones are left out. The caller closes it. */
    Stream<Document> lines(Path file) throws IOException {
        String name = file.toString().equals(STANDARD_INPUT) ? "stdin" : name(file);
        BufferedReader reader = file.toString().equals(STANDARD_INPUT)
                ? new BufferedReader(new InputStreamReader(standardInput, StandardCharsets.UTF_8))
                : Files.newBufferedReader(file);
        AtomicInteger number = new AtomicInteger();
        return reader.lines()
                .map(line -> new Document(
                        name + ":" + number.incrementAndGet(),
                        mediaType.orElse(MediaTypes.JSON),
                        ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8))))
                .filter(document -> document.content().hasRemaining())
                .onClose(() -> close(reader));
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
