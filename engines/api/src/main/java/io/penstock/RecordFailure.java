package io.penstock;

/** Why a record became a dead letter; the names are those of the dead-letter schema's categories. */
public enum RecordFailure {
    /** The value is no record of the wire format, or its payload cannot be decoded. */
    UNDECODABLE,
    /** The value names a schema that the registry does not know. */
    UNKNOWN_SCHEMA,
    /** The payload's media type is none that the pipeline reads. */
    UNSUPPORTED_MEDIA_TYPE,
    /** The payload decodes, but its content is refused, such as NaN where it is forbidden or a missing field. */
    INVALID_INPUT,
    /** A tensor's name, shape or dtype does not fit the model. */
    SHAPE_MISMATCH,
    /** The record, its decoded form or its rows exceed a limit. */
    TOO_LARGE,
    /** The value is null. */
    EMPTY_VALUE,
    /** The deadline had passed before the record was computed. */
    EXPIRED,
    /** The engine refused these very rows. */
    ENGINE_REJECTED,
    /** The result is larger than the output topic takes. */
    OUTPUT_TOO_LARGE,
    /** A stage failed in a way nobody foresaw; the reason names the exception. */
    INTERNAL
}
