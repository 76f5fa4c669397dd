package io.penstock.schema.serde;

import io.penstock.schema.FailureCategory;

/**
 * Why a value could not be deserialized, and with that what to do about it: a fault {@linkplain OfRecord of the record}
 * concerns it alone, one {@linkplain OfRegistry of the registry} says nothing about the record.
 */
public sealed interface DecodingFailure {
    /** What went wrong, for people. */
    String reason();

    /** The record is at fault and stays so: a dead letter. */
    sealed interface OfRecord extends DecodingFailure {
        /** The category of its dead letter. */
        FailureCategory category();
    }

    /** The registry did not say what the schema is; the record may be all right. */
    sealed interface OfRegistry extends DecodingFailure {}

    /** The bytes are not what their schema says, or not in Confluent's Avro format at all. */
    record NotAvro(String reason) implements OfRecord {
        @Override
        public FailureCategory category() {
            return FailureCategory.UNDECODABLE;
        }
    }

    /** The registry answers that it has no schema with the record's id. */
    record UnknownSchema(String reason) implements OfRecord {
        @Override
        public FailureCategory category() {
            return FailureCategory.UNKNOWN_SCHEMA;
        }
    }

    /** The record was written with a schema that cannot be read as the record expected here. */
    record Incompatible(String reason) implements OfRecord {
        @Override
        public FailureCategory category() {
            return FailureCategory.UNDECODABLE;
        }
    }

    /** The registry does not answer, or answers that it cannot now: try again. */
    record RegistryUnavailable(String reason) implements OfRegistry {}

    /** The registry refuses, for its address or the credentials are wrong: trying again is of no use. */
    record RegistryRefused(String reason) implements OfRegistry {}

    /** Explains what a deserializer made by {@link PenstockSerdes} threw. */
    static DecodingFailure of(Throwable thrown) {
        return FailureClassifier.classify(thrown);
    }
}
