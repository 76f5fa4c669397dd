package io.penstock.topology.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.inference.batching.BatchListener;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.engine.RunningModel;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.replay.Bound;
import io.penstock.topology.replay.DriftReport;
import io.penstock.topology.replay.Replay;
import io.penstock.topology.replay.ReplaySettings;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.Terminal;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Tries another model version on recorded requests.",
            "",
            "Runs the requests of a range through a pipeline's preprocess, infer and postprocess stages in this process,"
                    + " compares with the recorded results of the same ids, and reports agreement, the distribution of the"
                    + " differences and the worst records. Writes nothing to Kafka. Ends with 1 if fewer agree than"
                    + " --min-agreement."
        },
        footer = {
            "",
            "Examples:",
            "  penstock replay digits.requests -f pipeline.yaml --model-version 2",
            "  penstock replay digits.requests -f pipeline.yaml --model-version 2 \\",
            "    --from 2026-01-30T00:00:00Z --to 2026-01-31T00:00:00Z --json > drift.json"
        },
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..1",
            description = "The recorded requests. Default: the pipeline's input.")
    private @Nullable String topic;

    @Mixin
    private PipelineFile file = new PipelineFile();

    @Option(
            names = "--from",
            paramLabel = "BOUND",
            converter = Bounds.class,
            description = "The first request: a time such as 2026-01-31T08:00:00Z, an offset in each partition, or"
                    + " beginning, the default.")
    private Bound from = new Bound.Beginning();

    @Option(
            names = "--to",
            paramLabel = "BOUND",
            converter = Bounds.class,
            description = "The first request that is left out, likewise. Default: end.")
    private Bound to = new Bound.End();

    @Option(
            names = "--model-version",
            paramLabel = "VERSION",
            description = "The version to try. Default: that of the pipeline.")
    private @Nullable String version;

    @Option(
            names = "--results",
            paramLabel = "TOPIC",
            description = "The recorded results. Default: the pipeline's output.")
    private @Nullable String results;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Numbers agree that differ by no more, absolutely or relatively. Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "10",
            description = "Report so many of the worst records. Default: ${DEFAULT-VALUE}.")
    private int worst;

    @Option(
            names = "--min-agreement",
            paramLabel = "FRACTION",
            description = "End with 1 if a smaller part of the compared records agrees, such as 0.99.")
    private @Nullable Double least;

    @Option(names = "--json", description = "The report as one JSON object.")
    private boolean json;

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.ofClient();
        if (tolerance < 0 || worst < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--tolerance and --worst must not be negative, are " + tolerance + " and " + worst);
        }
        PipelineConfig config = PipelineConfig.load(file.path());
        BoundStages stages = stages(config);
        ReplaySettings settings = settings(config);
        try (RunningModel running =
                RunningModel.start(stages.model(), stages.infer(), Backends.load(), BatchListener.NONE)) {
            terminal.say("computed by " + running.description());
            return report(new Replay(settings, stages).run(running.batcher()));
        }
    }

    private BoundStages stages(PipelineConfig config) {
        String wanted = version;
        if (wanted == null || config.infer().isEmpty()) {
            return BoundStages.of(config, Stages.load());
        }
        Model model =
                new ModelRepository(config.models()).find(config.infer().get().model(), Optional.of(wanted));
        return BoundStages.of(config, Stages.load(), model);
    }

    private ReplaySettings settings(PipelineConfig config) {
        Addresses addresses =
                new Addresses(config, config.kafka(), config.registry().serdeProperties());
        String requests = topic == null ? config.input().topic() : topic;
        String recorded = results == null ? config.output().topic() : results;
        try (Broker broker = new Broker(addresses)) {
            broker.requireTopic(requests);
            broker.requireTopic(recorded);
        }
        return new ReplaySettings(
                requests, from, to, recorded, addresses.consumer(), addresses.serdes(), tolerance, worst);
    }

    private int report(DriftReport report) {
        if (json) {
            terminal.print(json(report));
        } else {
            DriftLines.of(report, terminal.outStyle()).forEach(terminal::print);
        }
        Double wanted = least;
        if (wanted != null && report.agreement() < wanted) {
            terminal.say(String.format(
                    Locale.ROOT,
                    "penstock replay: %.4f of the records agree, wanted %.4f",
                    report.agreement(),
                    wanted));
            return ExitCodes.FAILED;
        }
        return ExitCodes.OK;
    }

    private static String json(DriftReport report) {
        ObjectNode root = JSON.valueToTree(report);
        return root.put("agreement", report.agreement()).toPrettyString();
    }
}
