package io.penstock.benchmarks.micro;

import io.penstock.topology.terminal.Terminal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks jmh}. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the JMH benchmarks of Penstock's own path with the GC profiler.",
            "",
            "submitAndComplete: a ticket through the micro-batcher. inferStage: a record through the whole infer stage;"
                    + " forwardOnly is what the same records cost without it. tensorInPlaceIntoBatch: a request's bytes"
                    + " to a row in the batch as a pipeline takes tensors; decodeIntoBatch: the same over Avro, the way of"
                    + " all else, of which avroDecode and prepareAndWrite are parts. tensorInPlaceResult: outputs to a"
                    + " result's bytes as a pipeline writes tensors; tensorResult: the same over Avro; encodeResult: classes"
                    + " over Avro, of which postprocess is a part. Prints time and bytes allocated for each record."
        },
        sortOptions = false)
public final class JmhCommand implements Callable<Integer> {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Terminal terminal;

    @Parameters(paramLabel = "PATTERN", arity = "0..*", description = "Those whose names match. Default: all.")
    private List<String> patterns = List.of();

    @Option(names = "--forks", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measured, of a second each, after as many to warm up. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes JMH's results there.")
    private @Nullable Path json;

    /** The command, writing to this terminal. */
    public JmhCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .forks(forks)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(1));
        (patterns.isEmpty() ? List.of("io.penstock.benchmarks.micro") : patterns).forEach(options::include);
        Path results = json;
        if (results != null) {
            options.result(results.toString()).resultFormat(ResultFormatType.JSON);
        }
        Collection<RunResult> runs = new Runner(options.build()).run();
        terminal.print("");
        terminal.print("%-44s %14s %12s".formatted("benchmark", "ns/record", "B/record"));
        runs.forEach(run -> terminal.print(line(run)));
        return 0;
    }

    private static String line(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
        String benchmark = run.getParams().getBenchmark();
        String parameter = run.getParams().getParamsKeys().isEmpty()
                ? ""
                : " " + run.getParams().getParam("preprocess");
        return String.format(
                Locale.ROOT,
                "%-44s %8.1f ± %3.0f %12.1f",
                benchmark.substring(benchmark.lastIndexOf('.') + 1) + parameter,
                time.getScore(),
                time.getScoreError(),
                allocated == null ? Double.NaN : allocated.getScore());
    }
}
