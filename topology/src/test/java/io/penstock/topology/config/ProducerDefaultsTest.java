package io.penstock.topology.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerDefaultsTest {

    @Test
    void leavesWhatTheUserSays() {
        assertThat(ProducerDefaults.with(Map.of("batch.size", "16384", "acks", "all")))
                .isEqualTo(Map.of("batch.size", "16384", "acks", "all", "linger.ms", 2, "max.request.size", 16 << 20));
    }
}
