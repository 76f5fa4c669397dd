package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class RecordTimestampsTest {
    @Test
    void keepsARecordsOwnTimestamp() {
        assertThat(new RecordTimestamps().extract(record(42), 7)).isEqualTo(42);
    }

    @Test
    void givesARecordWithoutTimestampTheWallClock() {
        long before = System.currentTimeMillis();

        assertThat(new RecordTimestamps().extract(record(ConsumerRecord.NO_TIMESTAMP), 7))
                .isBetween(before, System.currentTimeMillis());
    }

    private static ConsumerRecord<Object, Object> record(long timestamp) {
        return new ConsumerRecord<>(
                "t", 0, 0, timestamp, TimestampType.CREATE_TIME, 0, 0, "k", "v", new RecordHeaders(), Optional.empty());
    }
}
