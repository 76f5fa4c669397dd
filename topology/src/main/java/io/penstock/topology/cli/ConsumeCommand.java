package io.penstock.topology.cli;

import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.DecodingFailure;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock consume}. */
@Command(
        name = "consume",
        mixinStandardHelpOptions = true,
        description = {
            "Follows results or dead letters, one a line.",
            "",
            "Shows what is committed, and joins no consumer group. Ends at Ctrl-C, after --max records, or when none has"
                    + " come for --timeout; the last with 1 if fewer than --max came."
        },
        footer = {
            "",
            "Examples:",
            "  penstock consume",
            "  penstock consume -f pipeline.yaml --from-beginning --json --timeout 2s > results.jsonl",
            "  penstock consume --dead-letters --from-beginning"
        },
        sortOptions = false)
final class ConsumeCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Endpoint endpoint = new Endpoint();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Where from. Default: the pipeline's output.")
    private @Nullable String topic;

    @Option(names = "--dead-letters", description = "Follow dead letters, not results.")
    private boolean deadLetters;

    @Option(names = "--json", description = "Each record as a JSON object, bytes in Base64.")
    private boolean json;

    @Option(names = "--from-beginning", description = "Start with what is there. Default: with what comes.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "End after so many records.")
    private @Nullable Long max;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "End when none has come for so long, such as 10s.")
    private @Nullable Duration timeout;

    ConsumeCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Logging.ofClient();
        Long most = max;
        if (most != null && most < 1) {
            throw new ParameterException(spec.commandLine(), "--max must be at least 1, is " + most);
        }
        Addresses addresses = endpoint.resolve();
        String from = topic == null ? configured(addresses) : topic;
        try (Broker broker = new Broker(addresses)) {
            broker.requireTopic(from);
        }
        PenstockSerdes serdes = PenstockSerdes.configuredWith(addresses.serdes());
        return deadLetters
                ? follow(addresses, from, serdes.deadLetters().deserializer(), (DeadLetter letter) -> Lines.of(letter))
                : follow(
                        addresses, from, serdes.results().deserializer(), (InferenceResult result) -> Lines.of(result));
    }

    private String configured(Addresses addresses) {
        return deadLetters
                ? addresses.config().deadLetters().topic()
                : addresses.config().output().topic();
    }

    private <T extends SpecificRecord> int follow(
            Addresses addresses, String from, Deserializer<T> deserializer, Function<T, String> line) {
        Map<String, Object> properties = addresses.consumer();
        properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.keySet().remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (deserializer;
                var consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assign(consumer, from);
            return follow(consumer, each -> show(each, deserializer, line));
        }
    }

    private void assign(KafkaConsumer<byte[], byte[]> consumer, String from) {
        List<TopicPartition> partitions = consumer.partitionsFor(from).stream()
                .map(partition -> new TopicPartition(from, partition.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position);
        terminal.say("Following " + from + " (" + Counted.of(partitions.size(), "partition") + ")"
                + (timeout == null && max == null ? "; Ctrl-C ends it" : ""));
    }

    private int follow(KafkaConsumer<byte[], byte[]> consumer, Function<ConsumerRecord<byte[], byte[]>, String> line) {
        long most = max == null ? Long.MAX_VALUE : max;
        long shown = 0;
        long lastNanos = System.nanoTime();
        while (stop.requested().isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                terminal.print(line.apply(each));
                lastNanos = System.nanoTime();
                shown++;
                if (shown == most) {
                    return ExitCodes.OK;
                }
            }
            if (timeout != null && System.nanoTime() - lastNanos > timeout.toNanos()) {
                return timedOut(shown);
            }
        }
        return ExitCodes.OK;
    }

    private int timedOut(long shown) {
        terminal.say(
                Counted.of(shown, "record") + "; none more for " + (timeout == null ? 0 : timeout.toMillis()) + " ms");
        return max == null ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private <T extends SpecificRecord> String show(
            ConsumerRecord<byte[], byte[]> read, Deserializer<T> deserializer, Function<T, String> line) {
        try {
            T value = deserializer.deserialize(read.topic(), read.headers(), read.value());
            if (value == null) {
                return "(no value)  (" + read.topic() + "-" + read.partition() + "@" + read.offset() + ")";
            }
            return json ? AvroJson.of(value).toString() : line.apply(value);
        } catch (RuntimeException e) {
            DecodingFailure failure = DecodingFailure.of(e);
            if (failure instanceof DecodingFailure.OfRegistry) {
                throw e;
            }
            return "(unreadable: %s)  (%s-%d@%d)"
                    .formatted(failure.reason(), read.topic(), read.partition(), read.offset());
        }
    }
}
