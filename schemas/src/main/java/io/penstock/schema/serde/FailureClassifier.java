package io.penstock.schema.serde;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.penstock.schema.serde.DecodingFailure.Incompatible;
import io.penstock.schema.serde.DecodingFailure.NotAvro;
import io.penstock.schema.serde.DecodingFailure.RegistryRefused;
import io.penstock.schema.serde.DecodingFailure.RegistryUnavailable;
import io.penstock.schema.serde.DecodingFailure.UnknownSchema;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;

/** Reads the meaning out of what Confluent's client throws: the outermost exception that has one decides. */
final class FailureClassifier {
    private static final int SCHEMA_NOT_FOUND = 40403;

    private FailureClassifier() {}

    static DecodingFailure classify(Throwable thrown) {
        var reason = reason(thrown);
        return causes(thrown)
                .flatMap(cause -> meaning(cause, reason).stream())
                .findFirst()
                .orElseGet(() -> new NotAvro(reason));
    }

    private static Optional<DecodingFailure> meaning(Throwable cause, String reason) {
        if (cause instanceof RestClientException response) {
            return Optional.of(answered(response, reason));
        }
        if (cause instanceof RetriableException || cause instanceof InterruptException) {
            return Optional.of(new RegistryUnavailable(reason));
        }
        if (cause instanceof InvalidConfigurationException || cause instanceof ConfigException) {
            return Optional.of(new RegistryRefused(reason));
        }
        if (isAboutTheSchema(cause)) {
            return Optional.of(new Incompatible(reason));
        }
        return cause instanceof IOException && !isAboutTheBytes(cause)
                ? Optional.of(new RegistryUnavailable(reason))
                : Optional.empty();
    }

    private static DecodingFailure answered(RestClientException response, String reason) {
        if (response.getErrorCode() == SCHEMA_NOT_FOUND) {
            return new UnknownSchema(reason);
        }
        return isTemporary(response.getStatus()) ? new RegistryUnavailable(reason) : new RegistryRefused(reason);
    }

    private static boolean isTemporary(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /** The client tells that a schema is not Avro's by its message alone, even with the type of a broken connection. */
    private static boolean isAboutTheSchema(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return cause instanceof AvroTypeException
                || cause instanceof SchemaParseException
                || cause instanceof SecurityException
                || message.startsWith("Invalid schema");
    }

    private static boolean isAboutTheBytes(Throwable cause) {
        return cause instanceof EOFException || cause instanceof InvalidNumberEncodingException;
    }

    private static String reason(Throwable thrown) {
        var messages = new LinkedHashSet<String>();
        causes(thrown)
                .forEach(cause -> messages.add(
                        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()));
        return String.join(": ", messages);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}
