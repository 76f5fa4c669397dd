package io.penstock.benchmarks.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A report as SVG pictures: throughput, CPU time and latency, each cell with a bar for each subject. */
final class Pictures {
    private Pictures() {}

    /** Writes {@code throughput.svg}, {@code cpu.svg} and, if it was measured, {@code latency.svg} into a folder. */
    static void write(RivalsReport report, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("throughput.svg"),
                draw(report, "Records per second", "longer is better", Pictures::throughput));
        Files.writeString(
                folder.resolve("cpu.svg"), draw(report, "CPU time of a record", "shorter is better", Pictures::cpu));
        boolean latency = report.cells().stream()
                .flatMap(cell -> cell.subjects().stream())
                .anyMatch(subject -> subject.latency().isPresent());
        if (latency) {
            Files.writeString(
                    folder.resolve("latency.svg"),
                    draw(
                            report,
                            "Latency at a fixed rate",
                            "bars are p99, shorter is better; p50, p99 and p99.9 in ms",
                            Pictures::latency));
        }
    }

    private static String draw(
            RivalsReport report,
            String title,
            String meaning,
            Function<SubjectResult, Optional<BarPicture.Bar>> figure) {
        BarPicture picture = new BarPicture(
                title,
                String.format(
                        Locale.ROOT,
                        "%s; %d CPUs, %s, Kafka %s; medians of %d rounds",
                        meaning,
                        report.machine().cpus(),
                        report.machine().processor(),
                        report.machine().kafka(),
                        report.method().rounds()));
        for (CellResult cell : report.cells()) {
            List<BarPicture.Bar> bars = cell.subjects().stream()
                    .map(figure)
                    .flatMap(Optional::stream)
                    .toList();
            picture.group(cell.cell().title(), bars);
        }
        return picture.svg();
    }

    private static Optional<BarPicture.Bar> throughput(SubjectResult subject) {
        return bar(subject, subject.recordsPerSecond(), "%,.0f");
    }

    private static Optional<BarPicture.Bar> cpu(SubjectResult subject) {
        return bar(subject, subject.cpuMicros(), "%,.1f us");
    }

    private static Optional<BarPicture.Bar> bar(SubjectResult subject, double value, String format) {
        return subject.rounds().isEmpty()
                ? Optional.empty()
                : Optional.of(new BarPicture.Bar(subject.subject(), value, String.format(Locale.ROOT, format, value)));
    }

    private static Optional<BarPicture.Bar> latency(SubjectResult subject) {
        return subject.latency()
                .map(latency -> new BarPicture.Bar(
                        subject.subject(),
                        latency.p99Millis(),
                        String.format(
                                Locale.ROOT,
                                "%.1f / %.1f / %.1f at %,.0f/s",
                                latency.p50Millis(),
                                latency.p99Millis(),
                                latency.p999Millis(),
                                latency.ratePerSecond())));
    }
}
