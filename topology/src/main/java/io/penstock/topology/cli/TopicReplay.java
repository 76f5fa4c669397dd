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
import io.penstock.topology.replay.DriftReport;
import io.penstock.topology.replay.Replay;
import io.penstock.topology.replay.ReplaySettings;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** {@code penstock score --replay}: a range of a topic scored again in this process, and a report of the drift. */
final class TopicReplay {
    private static final JsonMapper JSON = new JsonMapper();

    private final Terminal terminal;
    private final StopSignal stop;
    private final ReplayOptions options;

    TopicReplay(Terminal terminal, StopSignal stop, ReplayOptions options) {
        this.terminal = terminal;
        this.stop = stop;
        this.options = options;
    }

    /** Replays and reports; returns the exit code. */
    int run(Path pipeline) {
        Logging.ofClient();
        PipelineConfig config = PipelineConfig.load(pipeline);
        BoundStages stages = stages(config);
        ReplaySettings settings = settings(config);
        try (RunningModel running =
                RunningModel.start(stages.model(), stages.infer(), Backends.load(), BatchListener.NONE)) {
            terminal.say("computed by " + running.description());
            return report(replay(settings, stages, running));
        }
    }

    private DriftReport replay(ReplaySettings settings, BoundStages stages, RunningModel running) {
        try (ReplayProgress progress = new ReplayProgress(terminal, stop)) {
            return new Replay(settings, stages, progress).run(running.batcher());
        }
    }

    private BoundStages stages(PipelineConfig config) {
        Optional<String> wanted = options.version();
        if (wanted.isEmpty() || config.infer().isEmpty()) {
            return BoundStages.of(config, Stages.load());
        }
        Model model =
                new ModelRepository(config.models()).find(config.infer().get().model(), wanted);
        return BoundStages.of(config, Stages.load(), model);
    }

    private ReplaySettings settings(PipelineConfig config) {
        Addresses addresses =
                new Addresses(config, config.kafka(), config.registry().serdeProperties());
        String recorded = options.results().orElse(config.output().topic());
        try (Broker broker = new Broker(addresses)) {
            broker.requireTopic(options.topic());
            broker.requireTopic(recorded);
        }
        return new ReplaySettings(
                options.topic(),
                options.from(),
                options.to(),
                recorded,
                addresses.consumer(),
                addresses.serdes(),
                options.tolerance(),
                options.minIou(),
                options.worst(),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    private int report(DriftReport report) {
        if (options.json()) {
            terminal.print(json(report));
        } else {
            DriftLines.of(report, terminal.outStyle()).forEach(terminal::print);
        }
        double wanted = options.leastAgreement().orElse(0);
        if (report.agreement() < wanted) {
            terminal.say(String.format(
                    Locale.ROOT, "penstock score: %.4f of the records agree, wanted %.4f", report.agreement(), wanted));
            return ExitCodes.FAILED;
        }
        return ExitCodes.OK;
    }

    private static String json(DriftReport report) {
        ObjectNode root = JSON.valueToTree(report);
        return root.put("agreement", report.agreement()).toPrettyString();
    }
}
