package io.penstock.topology.cli;

import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.StoppedException;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock produce}. */
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        description = {
            "Sends files, or lines of JSON, as requests.",
            "",
            "Each file, each file of a folder, or each line is one request. Its id and its record's key are the file's"
                    + " name, with the line's number after a colon; from the second round on, with #2, #3 and so on. Ends"
                    + " once the broker has acknowledged all of them; at Ctrl-C it sends no more, waits for what was sent"
                    + " and says how many those are."
        },
        footer = {
            "",
            "Examples:",
            "  penstock produce engines/models/digits/1/held-out",
            "  penstock produce -f pipeline.yaml --rate 200 --repeat 10 photos/*.jpg",
            "  generate-events | penstock produce -f pipeline.yaml --json-lines -"
        },
        sortOptions = false)
final class ProduceCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files or folders; images by the names' endings.")
    private List<Path> files = List.of();

    @Mixin
    private Endpoint endpoint = new Endpoint();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Where to. Default: the pipeline's input.")
    private @Nullable String topic;

    @Option(
            names = "--json-lines",
            paramLabel = "FILE",
            description = "Send each line of this file as a JSON document; - is standard input.")
    private @Nullable Path jsonLines;

    @Option(
            names = "--media-type",
            paramLabel = "TYPE",
            description = "The media type of all of them. Default: by the names' endings.")
    private @Nullable String mediaType;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often to send all files. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(names = "--rate", paramLabel = "N", description = "So many requests a second. Default: as fast as they go.")
    private @Nullable Double rate;

    @Option(
            names = "--deadline",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "When the answer becomes worthless, such as 500ms after the sending. Default: never.")
    private @Nullable Duration deadline;

    ProduceCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException {
        Logging.ofClient();
        check();
        Documents documents = new Documents(Optional.ofNullable(mediaType), System.in);
        List<Path> found = found(documents);
        Addresses addresses = endpoint.resolve();
        String to = topic == null ? addresses.config().input().topic() : topic;
        try (Broker broker = new Broker(addresses)) {
            broker.requireTopic(to);
        }
        try (RequestProducer producer = new RequestProducer(addresses, to, Optional.ofNullable(deadline))) {
            return send(producer, documents, found, to);
        }
    }

    private void check() {
        if (files.isEmpty() == (jsonLines == null)) {
            throw new ParameterException(spec.commandLine(), "needs files, or --json-lines, and not both");
        }
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--repeat must be at least 1, is " + repeat);
        }
        if (jsonLines != null && repeat > 1) {
            throw new ParameterException(spec.commandLine(), "--repeat is for files, not for --json-lines");
        }
        Double given = rate;
        if (given != null && !(given > 0)) {
            throw new ParameterException(spec.commandLine(), "--rate must be positive, is " + given);
        }
    }

    private List<Path> found(Documents documents) throws IOException {
        try {
            List<Path> found = documents.files(files);
            if (found.isEmpty() && jsonLines == null) {
                throw new IllegalArgumentException("no files to send in " + files);
            }
            return found;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private int send(RequestProducer producer, Documents documents, List<Path> found, String to) throws IOException {
        try {
            sendAll(producer, documents, found, to);
        } catch (StoppedException e) {
            producer.flush();
            report(producer, to);
            throw e;
        }
        producer.check();
        report(producer, to);
        return ExitCodes.OK;
    }

    private void sendAll(RequestProducer producer, Documents documents, List<Path> found, String to)
            throws IOException {
        Path lines = jsonLines;
        long total = lines == null ? (long) found.size() * repeat : -1;
        try (Progress progress = terminal.progress(to, total)) {
            Sending sending = new Sending(producer, new Pace(Optional.ofNullable(rate), stop), progress);
            if (lines == null) {
                sendFiles(sending, documents, found);
            } else {
                sendLines(sending, documents, lines);
            }
            producer.flush();
            progress.at(producer.acknowledged());
        }
    }

    /** Sends one document after the other, none too early, and tells how far the broker has come. */
    private record Sending(RequestProducer producer, Pace pace, Progress progress) {
        void send(String id, Document document) {
            pace.await(producer.sent());
            producer.send(id, document);
            producer.check();
            progress.at(producer.acknowledged());
        }
    }

    private void sendFiles(Sending sending, Documents documents, List<Path> found) {
        for (int round = 1; round <= repeat; round++) {
            String suffix = round == 1 ? "" : "#" + round;
            for (Path file : found) {
                Document document = documents.read(file);
                sending.send(document.id() + suffix, document);
            }
        }
    }

    private static void sendLines(Sending sending, Documents documents, Path lines) throws IOException {
        try (Stream<Document> all = documents.lines(lines)) {
            all.forEach(document -> sending.send(document.id(), document));
        }
    }

    private void report(RequestProducer producer, String to) {
        terminal.say("%s sent to %s, %,d acknowledged"
                .formatted(Counted.of(producer.sent(), "request"), to, producer.acknowledged()));
    }
}
