package io.penstock.topology.score.format;

import io.penstock.schema.EncodedPayload;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row as it was read, in all the forms in which stages and writers want it. Immutable and thread-safe. */
public interface Row {
    /**
     * What the preprocess stage reads: its columns as a JSON object, or an image. Made anew at each call.
     *
     * @throws io.penstock.RecordException if its content cannot be read
     */
    EncodedPayload payload();

    /** Its own columns as the members of a JSON object, without the braces. */
    String members();

    /** One of its own columns as text; null if it has none. */
    @Nullable
    String text(String column);

    /** One of its own columns as Avro has it in the schema of the reader; null if it has none. */
    @Nullable
    Object value(String column);

    /** The first of its columns that is none of these; empty for rows of a format whose rows all have the same ones. */
    default Optional<String> columnOutside(Set<String> known) {
        return Optional.empty();
    }
}
