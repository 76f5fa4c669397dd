package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.serde.DecodingFailure.Incompatible;
import io.penstock.schema.serde.DecodingFailure.NotAvro;
import io.penstock.schema.serde.DecodingFailure.OfRecord;
import io.penstock.schema.serde.DecodingFailure.RegistryRefused;
import io.penstock.schema.serde.DecodingFailure.RegistryUnavailable;
import io.penstock.schema.serde.DecodingFailure.UnknownSchema;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecodingFailureTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SerializationException("Unknown magic byte!"), NotAvro.class),
                Arguments.of(reading(new EOFException()), NotAvro.class),
                Arguments.of(reading(new ArrayIndexOutOfBoundsException("Index 7")), NotAvro.class),
                Arguments.of(new IllegalStateException(), NotAvro.class),
                Arguments.of(reading(new AvroTypeException("Found x, expecting y")), Incompatible.class),
                Arguments.of(reading(new SecurityException("Forbidden x!")), Incompatible.class),
                Arguments.of(asking(new IOException("Invalid schema {} of type JSON")), Incompatible.class),
                Arguments.of(new IllegalStateException("Invalid schema type JSON"), Incompatible.class),
                Arguments.of(asking(answer(404, 40403)), UnknownSchema.class),
                Arguments.of(asking(answer(404, 404)), RegistryRefused.class),
                Arguments.of(asking(answer(422, 42201)), RegistryRefused.class),
                Arguments.of(new AuthenticationException("no", answer(401, 401)), RegistryRefused.class),
                Arguments.of(asking(answer(500, 50001)), RegistryUnavailable.class),
                Arguments.of(asking(answer(429, 42901)), RegistryUnavailable.class),
                Arguments.of(new TimeoutException("slow", answer(504, 504)), RegistryUnavailable.class),
                Arguments.of(new DisconnectException("gone"), RegistryUnavailable.class),
                Arguments.of(asking(new ConnectException("Connection refused")), RegistryUnavailable.class),
                Arguments.of(asking(new UnknownHostException("registry")), RegistryUnavailable.class),
                Arguments.of(
                        asking(new SSLException("handshake", new EOFException("shut down"))),
                        RegistryUnavailable.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsFailuresApart(Throwable thrown, Class<?> expected) {
        assertThat(DecodingFailure.of(thrown)).isInstanceOf(expected);
    }

    @Test
    void givesTheReasonsOfAllCausesOnce() {
        var thrown = asking(new IOException("Connection refused", new ConnectException("Connection refused")));

        assertThat(DecodingFailure.of(thrown).reason())
                .isEqualTo("Error retrieving Avro value schema for id 7: Connection refused");
    }

    @Test
    void namesTheCauseThatHasNoMessage() {
        assertThat(DecodingFailure.of(reading(new EOFException())).reason())
                .isEqualTo("Error deserializing Avro message for id 7: EOFException");
    }

    @Test
    void namesTheDeadLettersCategory() {
        assertThat(new NotAvro("").category()).isEqualTo(FailureCategory.UNDECODABLE);
        assertThat(new Incompatible("").category()).isEqualTo(FailureCategory.UNDECODABLE);
        assertThat(new UnknownSchema("").category()).isEqualTo(FailureCategory.UNKNOWN_SCHEMA);
    }

    @Test
    void aRegistrysFailureIsNoneOfTheRecord() {
        assertThat(new RegistryUnavailable("")).isNotInstanceOf(OfRecord.class);
        assertThat(new RegistryRefused("")).isNotInstanceOf(OfRecord.class);
    }

    private static SerializationException reading(Throwable cause) {
        return new SerializationException("Error deserializing Avro message for id 7", cause);
    }

    private static SerializationException asking(Throwable cause) {
        return new SerializationException("Error retrieving Avro value schema for id 7", cause);
    }

    private static RestClientException answer(int status, int errorCode) {
        return new RestClientException("no", status, errorCode);
    }
}
