package io.penstock.topology.cli;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a pipeline until it is stopped.",
            "",
            "Prints which backend computes and why, and 'ready' once every model is warmed up and every partition is"
                    + " being read. At Ctrl-C or SIGTERM it answers what it has read, commits and ends, within the"
                    + " pipeline's shutdownTimeout."
        },
        footer = {"", "Example:", "  penstock run -f pipeline.yaml"},
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    private PipelineFile file = new PipelineFile();

    @Option(
            names = "--allow-unverified",
            description = "Also serve a plan that was not compared with its model; the log, /status and the metric"
                    + " penstock_engine_unverified say so. The same as infer.engine.allowUnverified: true.")
    private boolean allowUnverified;

    RunCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Logging.ofServer();
        PipelineConfig config = config();
        try (Pipeline pipeline = Pipeline.start(config)) {
            terminal.print("backend: " + pipeline.engineDescription());
            run(config, pipeline);
        }
        terminal.print("stopped: " + config.name());
        return ExitCodes.OK;
    }

    private PipelineConfig config() {
        PipelineConfig config = PipelineConfig.load(file.path());
        return allowUnverified ? config.allowingUnverified() : config;
    }

    private void run(PipelineConfig config, Pipeline pipeline) {
        CompletableFuture<Void> ended =
                CompletableFuture.runAsync(pipeline::awaitTermination, RunCommand::inBackground);
        boolean ready = false;
        do {
            if (ended.isDone()) {
                throw failure(pipeline);
            }
            if (!ready && pipeline.isReady()) {
                ready = true;
                terminal.print("ready: %s reads %s and writes %s"
                        .formatted(
                                config.name(),
                                config.input().topic(),
                                config.output().topic()));
            }
        } while (!stop.await(POLL));
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "penstock-end");
        thread.setDaemon(true);
        thread.start();
    }

    private static PenstockException failure(Pipeline pipeline) {
        Throwable cause = pipeline.failure().orElse(null);
        return new PenstockException(
                FailureCategory.FATAL,
                "the pipeline has failed: " + (cause == null ? "Kafka Streams has stopped" : cause.getMessage()),
                cause);
    }
}
