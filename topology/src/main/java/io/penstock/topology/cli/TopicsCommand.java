package io.penstock.topology.cli;

import io.penstock.schema.serde.Subjects;
import io.penstock.topology.terminal.Table;
import io.penstock.topology.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Shows or creates a pipeline's topics.",
            "",
            "With --create, creates those that are missing, the one for dead letters with room for large records, and"
                    + " registers their schemas, whose compatibility is set to BACKWARD_TRANSITIVE. What exists stays as it"
                    + " is. Ends with 1 if a topic is missing."
        },
        footer = {
            "",
            "Examples:",
            "  penstock topics -f pipeline.yaml",
            "  penstock topics -f pipeline.yaml --create --partitions 12 --replication 3"
        },
        sortOptions = false)
final class TopicsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Endpoint endpoint = new Endpoint();

    @Option(names = "--create", description = "Create what is missing.")
    private boolean create;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "The partitions of new input and output topics; dead letters have one. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--replication",
            paramLabel = "N",
            description = "The replicas of new topics. Default: the broker's own.")
    private @Nullable Short replication;

    TopicsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.ofClient();
        if (partitions < 1) {
            throw new ParameterException(spec.commandLine(), "--partitions must be at least 1, is " + partitions);
        }
        Addresses addresses = endpoint.resolve();
        List<PipelineTopic> topics = PipelineTopic.of(addresses.config());
        try (Broker broker = new Broker(addresses)) {
            if (create) {
                create(topics, broker);
                register(topics, addresses);
            }
            return show(topics, broker);
        }
    }

    private void create(List<PipelineTopic> topics, Broker broker) {
        List<PipelineTopic> missing = topics.stream()
                .filter(topic -> broker.topic(topic.name()).isEmpty())
                .toList();
        broker.create(missing.stream().map(this::newTopic).toList());
        missing.forEach(topic -> terminal.say("created " + topic.name()));
    }

    private NewTopic newTopic(PipelineTopic topic) {
        boolean deadLetters = !topic.properties().isEmpty();
        return new NewTopic(topic.name(), Optional.of(deadLetters ? 1 : partitions), Optional.ofNullable(replication))
                .configs(topic.properties());
    }

    private void register(List<PipelineTopic> topics, Addresses addresses) {
        try (Subjects subjects = Subjects.connect(addresses.serdes())) {
            for (PipelineTopic topic : topics) {
                int id = subjects.register(topic.name(), topic.schema());
                terminal.say("registered " + subjects.subject(topic.name(), topic.schema()) + " with id " + id);
            }
        }
    }

    private int show(List<PipelineTopic> topics, Broker broker) {
        Table table = Table.ofWords();
        boolean complete = true;
        for (PipelineTopic topic : topics) {
            var found = broker.topic(topic.name());
            complete &= found.isPresent();
            table.row(
                    topic.role(),
                    topic.name(),
                    found.map(description -> describe(description, broker)).orElse("missing"));
        }
        table.lines(terminal.outStyle()).forEach(terminal::print);
        if (!complete) {
            terminal.say("penstock topics: not all topics exist; create them with --create");
        }
        return complete ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static String describe(TopicDescription topic, Broker broker) {
        int replicas = topic.partitions().get(0).replicas().size();
        long most = Long.parseLong(broker.properties(topic.name()).get("max.message.bytes"));
        return Counted.of(topic.partitions().size(), "partition") + ", " + Counted.of(replicas, "replica")
                + ", records of at most " + Counted.of(most, "byte");
    }
}
