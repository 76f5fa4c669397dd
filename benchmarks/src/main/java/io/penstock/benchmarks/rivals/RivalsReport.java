package io.penstock.benchmarks.rivals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * All that was found out.
 *
 * @param machine where
 * @param method how
 * @param cells cell by cell
 */
record RivalsReport(Machine machine, Method method, List<CellResult> cells) {
    /** What the others are compared with, if it is there: Kafka Streams without a model. */
    static final String BASELINE = "streams";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    RivalsReport {
        cells = List.copyOf(cells);
    }

    /**
     * Where it was measured.
     *
     * @param cpus the processors that the JVM sees
     * @param processor their name, where the system tells it
     * @param memoryMiB the machine's memory
     * @param system the operating system
     * @param jdk the JVM's version
     * @param kafka the version of broker and clients
     * @param load the system's load average as the report was made; negative if it does not tell
     */
    record Machine(int cpus, String processor, long memoryMiB, String system, String jdk, String kafka, double load) {
        static Machine ofThisMachine() {
            var system = java.lang.management.ManagementFactory.getPlatformMXBean(
                    com.sun.management.OperatingSystemMXBean.class);
            return new Machine(
                    system.getAvailableProcessors(),
                    processorName(),
                    system.getTotalMemorySize() >> 20,
                    system.getName() + " " + system.getArch(),
                    Runtime.version().toString(),
                    AppInfoParser.getVersion(),
                    system.getSystemLoadAverage());
        }

        private static String processorName() {
            try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("");
            } catch (IOException e) {
                return "";
            }
        }
    }

    /**
     * How it was measured.
     *
     * @param rounds the rounds of a subject in a cell
     * @param seconds the most seconds of a round
     * @param warmUpSeconds how long a subject answered before
     * @param partitions the partitions of input and output
     * @param differing the requests that differ
     * @param tuning how subjects were set
     * @param latencyRounds how often latency was measured; 0 if it was not
     * @param latencySeconds for how long, each time
     * @param requestLingerMillis how long the sender of requests waited for more
     */
    record Method(
            int rounds,
            double seconds,
            double warmUpSeconds,
            int partitions,
            int differing,
            Settings.Tuning tuning,
            int latencyRounds,
            double latencySeconds,
            int requestLingerMillis) {
        static Method of(Settings settings) {
            return new Method(
                    settings.rounds(),
                    settings.seconds(),
                    settings.warmUpSeconds(),
                    settings.backlog().partitions(),
                    settings.backlog().pool(),
                    settings.tuning(),
                    settings.latency().map(Settings.LatencySettings::rounds).orElse(0),
                    settings.latency().map(Settings.LatencySettings::seconds).orElse(0.0),
                    settings.latency()
                            .map(Settings.LatencySettings::lingerMillis)
                            .orElse(0));
        }
    }

    /** Every check that failed, with its cell and subject. */
    List<String> problems() {
        return cells.stream()
                .flatMap(result -> result.subjects().stream().flatMap(subject -> subject.problems().stream()
                        .map(problem -> result.cell().title() + ": " + subject.subject() + ": " + problem)))
                .toList();
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always representable", e);
        }
    }

    /** One cell as a table. */
    static List<String> lines(CellResult result) {
        Grid grid = new Grid()
                .row(
                        "subject",
                        "records/s",
                        "min-max",
                        "vs " + BASELINE,
                        "us CPU",
                        "vs " + BASELINE,
                        "B allocated",
                        "more than",
                        "batch",
                        "steady",
                        "checks");
        result.subjects().forEach(subject -> grid.row(row(result, subject)));
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s (requests of %,d B, %,d of them)",
                result.cell().title(),
                result.requestBytes(),
                result.records()));
        lines.addAll(grid.lines());
        lines.addAll(LatencyTable.lines(result));
        lines.addAll(MemoryTable.lines(result));
        lines.add("");
        return lines;
    }

    private static String[] row(CellResult result, SubjectResult subject) {
        if (subject.rounds().isEmpty()) {
            return new String[] {subject.subject(), "failed", "", "", "", "", "", "", "", "", "failed"};
        }
        double more = subject.allocatedBytes()
                - result.subject(BASELINE).map(SubjectResult::allocatedBytes).orElse(Double.NaN);
        return new String[] {
            subject.subject(),
            format("%,.0f", subject.recordsPerSecond()),
            range(subject),
            ratio(result, subject, SubjectResult::recordsPerSecond),
            format("%.2f", subject.cpuMicros()),
            ratio(result, subject, SubjectResult::cpuMicros),
            format("%,.0f", subject.allocatedBytes()),
            Double.isNaN(more) ? "" : format("%+,.0f", more),
            format("%.1f", subject.meanBatch()),
            format("%.1f s", subject.steadySeconds()),
            subject.problems().isEmpty() ? checks(subject) : "failed"
        };
    }

    private static String checks(SubjectResult subject) {
        return subject.twice() == 0 ? "passed" : format("passed, %,d twice", subject.twice());
    }

    private static String range(SubjectResult subject) {
        double[] rates = subject.rounds().stream()
                .mapToDouble(round -> round.steady().recordsPerSecond())
                .sorted()
                .toArray();
        return format("%,.0f-%,.0f", rates[0], rates[rates.length - 1]);
    }

    private static String ratio(CellResult result, SubjectResult subject, ToDoubleFunction<SubjectResult> figure) {
        return result.subject(BASELINE)
                .map(baseline -> format("%.3f", figure.applyAsDouble(subject) / figure.applyAsDouble(baseline)))
                .orElse("");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
