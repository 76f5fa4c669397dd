package io.penstock.schema;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.ItemStatistics;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.UserHistory;
import io.penstock.schema.recommendation.UserProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;

/** The contract's schemas as they are on the wire, now and in every released state. */
public final class Contract {
    private static final Path SNAPSHOTS = Path.of("src/test/resources/schemas");

    private Contract() {}

    /** The schemas of the records that travel in topics, and of those that state stores keep. */
    public static List<Schema> current() {
        return Stream.of(
                        InferenceRequest.getClassSchema(),
                        InferenceResult.getClassSchema(),
                        DeadLetter.getClassSchema(),
                        Event.getClassSchema(),
                        Item.getClassSchema(),
                        UserProfile.getClassSchema(),
                        Recommendation.getClassSchema(),
                        UserHistory.getClassSchema(),
                        ItemStatistics.getClassSchema())
                .map(Contract::wireForm)
                .toList();
    }

    /** The schema of that name in every released state, oldest first. */
    public static List<Schema> released(String name) {
        return releases().stream()
                .map(release -> release.resolve(name + ".avsc"))
                .filter(Files::exists)
                .map(Contract::parse)
                .toList();
    }

    public static String json(Schema schema) {
        return SchemaFormatter.getInstance("json/pretty").format(schema);
    }

    public static Schema parse(String json) {
        return new SchemaParser().parse(json).mainSchema();
    }

    private static Schema wireForm(Schema schema) {
        return AvroSchemaUtils.getSchema(new GenericData.Record(schema), false, false, true);
    }

    private static List<Path> releases() {
        try (var folders = Files.list(SNAPSHOTS)) {
            return folders.sorted((a, b) -> Integer.compare(number(a), number(b)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path release) {
        return Integer.parseInt(release.getFileName().toString().substring(1));
    }

    private static Schema parse(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
