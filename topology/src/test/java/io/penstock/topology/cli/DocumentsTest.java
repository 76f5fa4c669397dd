package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentsTest {
    private final Documents documents = new Documents(Optional.empty(), InputStream.nullInputStream());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void findsWhatItCanSendInAFolder() throws IOException {
        Path second = write("b.PNG", "");
        Path first = write("a.jpeg", "");
        write("notes.txt", "");
        Files.createDirectory(folder.resolve("c.png"));
        assertThat(documents.files(List.of(folder))).containsExactly(first, second);
    }

    @Test
    void tellsTheMediaTypeByTheName() throws IOException {
        assertThat(documents.read(write("a.webp", "x"))).isEqualTo(new Document("a.webp", "image/webp", bytes("x")));
    }

    @Test
    void takesTheMediaTypeItIsTold() throws IOException {
        Documents told = new Documents(Optional.of("image/avif"), InputStream.nullInputStream());
        Path file = write("notes.txt", "x");
        assertThat(told.files(List.of(folder))).containsExactly(file);
        assertThat(told.read(file).mediaType()).isEqualTo("image/avif");
    }

    @Test
    void rejectsAFileOfAnUnknownType() throws IOException {
        Path file = write("notes.txt", "");
        assertThatThrownBy(() -> documents.files(List.of(file)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot tell the media type of " + file + " by its name: give it with --media-type");
    }

    @Test
    void numbersTheLinesOfAFile() throws IOException {
        Path file = write("events.jsonl", "{\"a\":1}\n\n{\"a\":2}\n");
        try (var lines = documents.lines(file)) {
            assertThat(lines)
                    .containsExactly(
                            new Document("events.jsonl:1", "application/json", bytes("{\"a\":1}")),
                            new Document("events.jsonl:3", "application/json", bytes("{\"a\":2}")));
        }
    }

    @Test
    void readsLinesFromStandardInput() throws IOException {
        Documents piped =
                new Documents(Optional.empty(), new ByteArrayInputStream("7".getBytes(StandardCharsets.UTF_8)));
        try (var lines = piped.lines(Path.of("-"))) {
            assertThat(lines).containsExactly(new Document("stdin:1", "application/json", bytes("7")));
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
