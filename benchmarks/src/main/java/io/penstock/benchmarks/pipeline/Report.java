package io.penstock.benchmarks.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.engine.EngineInfo;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Table;
import io.penstock.workshop.bench.BenchPoint;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * All that a benchmark found out.
 *
 * @param machine where it ran
 * @param engines what computed, device by device
 * @param workload what it had to do
 * @param bareEngine the engine alone
 * @param parts what each part of the pipeline reaches alone
 * @param reference what the answers were compared with
 * @param runs the pipeline, run by run
 */
record Report(
        Machine machine,
        List<EngineInfo> engines,
        Workload workload,
        BenchPoint bareEngine,
        Parts parts,
        Reference reference,
        List<Outcome> runs) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    Report {
        engines = List.copyOf(engines);
        runs = List.copyOf(runs);
    }

    /**
     * Where a benchmark ran.
     *
     * @param cpus the processors that the JVM sees
     * @param system the operating system
     * @param jdk the JVM's version
     * @param heapMiB the most that its heap takes
     */
    record Machine(int cpus, String system, String jdk, long heapMiB) {
        static Machine ofThisProcess() {
            Runtime runtime = Runtime.getRuntime();
            return new Machine(
                    runtime.availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    Runtime.version().toString(),
                    runtime.maxMemory() >> 20);
        }
    }

    /**
     * What a pipeline had to do.
     *
     * @param pipeline its name
     * @param records the requests
     * @param differing how many of them differ
     * @param rowsPerRequest the rows of each
     * @param requestBytes the mean size of a request's key and value
     * @param partitions the partitions of input and output
     * @param threads its StreamThreads
     * @param maxBatch the most rows of a micro-batch
     * @param sessions the engine's sessions
     * @param windowMillis how long a batch waits for more rows
     */
    record Workload(
            String pipeline,
            int records,
            int differing,
            int rowsPerRequest,
            double requestBytes,
            int partitions,
            int threads,
            int maxBatch,
            int sessions,
            double windowMillis) {}

    /**
     * What answers were compared with.
     *
     * @param name whose answers are the right ones
     * @param allowedRelativeError the greatest relative error of an element
     * @param tellsApart the share of neighbouring requests whose answers differ by more: how often an answer given to
     *     the wrong request would be noticed
     */
    record Reference(String name, double allowedRelativeError, double tellsApart) {}

    /** Every check that failed, with its run. */
    List<String> problems() {
        return runs.stream()
                .flatMap(run -> run.problems().stream().map(problem -> run.guarantee() + ": " + problem))
                .toList();
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always representable", e);
        }
    }

    /** The figures for people. */
    List<String> lines(Style style) {
        EngineInfo engine = engines.get(0);
        String devices = engines.stream().map(EngineInfo::device).collect(Collectors.joining(" + "));
        Table table = Table.ofFigures();
        table.row(
                "bare engine",
                format("%,.0f/s", parts.engine()),
                format(
                        "%s%s %s on %s, %s; batches of %d in %d sessions each",
                        rows(bareEngine.rowsPerSecond()),
                        engine.backend(),
                        engine.backendVersion(),
                        devices,
                        engine.precision(),
                        bareEngine.setting().rows(),
                        bareEngine.setting().sessions()));
        String how = parts.inPlace() ? "; poll only, requests are taken in place" : "; poll and decoding";
        table.row("preprocess alone", format("%,.0f/s", parts.preprocess()), thread(parts.preprocess()));
        table.row("reading alone", format("%,.0f/s", parts.reading()), thread(parts.reading()) + how);
        runs.forEach(run -> table.row(run.guarantee(), format("%,.0f/s", run.recordsPerSecond()), remark(run)));
        table.row("bound", parts.bound(), bound());
        table.row("requests", format("%,d", workload.records()), requests());
        table.row("checks", problems().isEmpty() ? "passed" : "failed", checks());
        return table.lines(style);
    }

    private String thread(double requestsPerSecond) {
        return format(
                "%s%,.0f MB/s in %d threads",
                rows(requestsPerSecond * workload.rowsPerRequest()),
                requestsPerSecond * workload.requestBytes() / 1e6,
                workload.threads());
    }

    /** Nothing, where a request is a row. */
    private String rows(double rowsPerSecond) {
        return workload.rowsPerRequest() == 1 ? "" : format("%,.0f rows/s; ", rowsPerSecond);
    }

    private String bound() {
        double best = runs.stream().mapToDouble(Outcome::fractionOfParts).max().orElse(0);
        return format(
                "reading and preprocessing in turn %,.0f/s; of the %,.0f/s that the parts allow, %.1f %% were reached",
                parts.inTurn(), parts.most(), 100 * best);
    }

    private String remark(Outcome run) {
        return format(
                "%s%,.0f MB/s; %.1f %% of the bare engine over %.1f s; %.2f of %d sessions computing; mean batch %.1f of %d;"
                        + " %.1f us CPU a record",
                rows(run.rowsPerSecond()),
                run.megabytesPerSecond(),
                100 * run.fractionOfBareEngine(),
                run.steadySeconds(),
                run.sessionsComputing(),
                workload.sessions() * engines.size(),
                run.meanBatch(),
                workload.maxBatch(),
                run.cpuMicrosPerRecord());
    }

    private String requests() {
        return format(
                "of %s%.0f bytes, answers of %.0f; %d partitions, %d threads; %d CPUs",
                workload.rowsPerRequest() == 1 ? "" : format("%d rows and ", workload.rowsPerRequest()),
                workload.requestBytes(),
                runs.get(0).delivery().resultBytes(),
                workload.partitions(),
                workload.threads(),
                machine.cpus());
    }

    private String checks() {
        double greatest = runs.stream()
                .mapToDouble(run -> run.delivery().greatestError())
                .max()
                .orElse(0);
        return format(
                (problems().isEmpty() ? "once each, in order, as" : "beside what")
                        + " %s answers: greatest relative error %.2g, allowed %.2g; tells %.0f %% apart",
                reference.name(),
                greatest,
                reference.allowedRelativeError(),
                100 * reference.tellsApart());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
