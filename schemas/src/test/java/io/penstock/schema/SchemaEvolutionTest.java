package io.penstock.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the schemas to BACKWARD_TRANSITIVE against every released state. */
class SchemaEvolutionTest {
    static Stream<Schema> current() {
        return Contract.current().stream();
    }

    @ParameterizedTest
    @MethodSource("current")
    void readsWhatEveryReleaseWrote(Schema schema) throws SchemaValidationException {
        requireBackwardTransitive(schema, Contract.released(schema.getName()));
    }

    @ParameterizedTest
    @MethodSource("current")
    void isTheNewestSnapshot(Schema schema) {
        var released = Contract.released(schema.getName());

        assertThat(released.get(released.size() - 1))
                .as(
                        "%s has changed: add the folder of a new release with this schema%n%s",
                        schema.getName(), Contract.json(schema))
                .isEqualTo(schema);
    }

    @ParameterizedTest
    @MethodSource("current")
    void aFieldWithoutDefaultWouldBreakIt(Schema schema) {
        var breaking = SchemaBuilder.record(schema.getName())
                .namespace(schema.getNamespace())
                .fields()
                .requiredString("demanded")
                .endRecord();

        assertThatThrownBy(() -> requireBackwardTransitive(breaking, Contract.released(schema.getName())))
                .isInstanceOf(SchemaValidationException.class);
    }

    private static void requireBackwardTransitive(Schema reader, List<Schema> writers)
            throws SchemaValidationException {
        assertThat(writers).isNotEmpty();
        new SchemaValidatorBuilder().canReadStrategy().validateAll().validate(reader, writers);
    }
}
