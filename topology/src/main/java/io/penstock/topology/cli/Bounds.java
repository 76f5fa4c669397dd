package io.penstock.topology.cli;

import io.penstock.topology.replay.Bound;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an end of a topic's range: a time, an offset, {@code beginning} or {@code end}. */
final class Bounds implements ITypeConverter<Bound> {
    @Override
    public Bound convert(String text) {
        if ("beginning".equals(text)) {
            return new Bound.Beginning();
        }
        if ("end".equals(text)) {
            return new Bound.End();
        }
        if (text.matches("\\d{1,18}")) {
            return new Bound.AtOffset(Long.parseLong(text));
        }
        try {
            return new Bound.AtTime(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "must be a time such as 2026-01-31T08:00:00Z, an offset, beginning or end," + " is " + text);
        }
    }
}
