package io.penstock.schema.serde;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.recommendation.Event;
import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro, for the whole JVM, that the generated records may be instantiated when a schema names them. Avro trusts no
 * class it was not told of and refuses to read or to copy them otherwise. The serdes of this package see to it themselves;
 * call it where records are read with Avro or with Confluent's deserializer directly, or copied ({@code newBuilder} of
 * another record) before there is a serde.
 *
 * <p>Classes trusted before stay trusted. Thread-safe.
 */
public final class TrustedRecords {
    private static final Set<String> RECORDS =
            Set.of(InferenceRequest.class.getPackageName(), Event.class.getPackageName());

    private TrustedRecords() {}

    /** Makes Avro trust the records, unless it does already. */
    public static synchronized void allow() {
        var before = ClassSecurityValidator.getGlobal();
        if (!before.isTrusted(InferenceRequest.class)) {
            ClassSecurityValidator.setGlobal(
                    ClassSecurityValidator.composite(before, type -> RECORDS.contains(type.getPackageName())));
        }
    }
}
