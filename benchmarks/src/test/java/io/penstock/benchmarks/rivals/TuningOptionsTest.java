package io.penstock.benchmarks.rivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class TuningOptionsTest {

    @Test
    void takesPropertiesOfKafkasClients() {
        assertThat(settings("--kafka", "producer.batch.size=65536", "--kafka=consumer.fetch.min.bytes=1000")
                        .kafka())
                .containsEntry("producer.batch.size", "65536")
                .containsEntry("consumer.fetch.min.bytes", "1000");
        assertThat(settings().kafka()).isEmpty();
    }

    @Test
    void refusesAPropertyOfNoClient() {
        for (String property : List.of("batch.size", "producer.batchsize", "consumer.batch.size")) {
            assertThatThrownBy(() -> settings("--kafka=" + property + "=65536"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("--kafka wants a property of Kafka's consumer. or producer., such as"
                            + " producer.batch.size, is " + property);
        }
    }

    private static Settings.Tuning settings(String... arguments) {
        Parsed parsed = new Parsed();
        new CommandLine(parsed).parseArgs(arguments);
        return parsed.tuning.settings();
    }

    @Command
    private static final class Parsed {
        @CommandLine.Mixin
        private TuningOptions tuning = new TuningOptions();
    }
}
