package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.inference.IdRows;
import io.penstock.inference.Submission;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.junit.jupiter.api.Test;

final class InFlightTest {
    /** Kafka Streams lets the raw value go when anything is sent under the record's context. */
    @Test
    void holdsTheSameBytesAfterItsRawValueHasGone() {
        var origin = new ProcessorRecordContext(0, 0, 0, "input", new RecordHeaders(), new byte[8], new byte[100]);
        var row = IdRows.of(1);
        var record = new InFlight<>(null, new Submission<>(row, Submission.NO_DEADLINE, "id"), origin);
        assertThat(record.heldBytes()).isEqualTo(100 + (int) row.bytes());

        origin.freeRawRecord();

        assertThat(record.heldBytes()).isEqualTo(100 + (int) row.bytes());
    }
}
