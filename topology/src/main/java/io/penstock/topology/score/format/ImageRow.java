package io.penstock.topology.score.format;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.EncodedPayload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file with an image, read when a stage wants it and not kept. */
record ImageRow(Path file) implements Row {
    @Override
    public EncodedPayload payload() {
        try {
            String mediaType = MediaTypes.of(name()).orElse("");
            return new EncodedPayload(mediaType, ByteBuffer.wrap(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new RecordException(
                    RecordFailure.UNDECODABLE, "the file cannot be read: reason=" + e.getMessage(), e);
        }
    }

    @Override
    public String members() {
        return "\"file\":" + JsonText.quoted(name());
    }

    @Override
    public @Nullable String text(String column) {
        return column.equals("file") ? name() : null;
    }

    @Override
    public @Nullable Object value(String column) {
        return text(column);
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }
}
