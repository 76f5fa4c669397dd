package io.penstock.topology.cli;

import io.penstock.topology.replay.DriftReport;
import io.penstock.topology.replay.Spread;
import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A drift report for people. */
final class DriftLines {
    private DriftLines() {}

    static List<String> of(DriftReport report, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("%s version %s against the recorded results of version %s"
                .formatted(
                        report.model(),
                        report.version(),
                        report.recordedVersions().isEmpty()
                                ? "none"
                                : String.join(", ", report.recordedVersions().keySet())));
        lines.addAll(counts(report).lines(style));
        if (report.compared() > 0) {
            lines.add("Differences");
            lines.addAll(spread(report).lines(style));
            if (!report.classes().isEmpty()) {
                lines.add("Classes");
                lines.addAll(classes(report).lines(style));
            }
            if (!report.numbers().isEmpty()) {
                lines.add("Numbers");
                lines.addAll(numbers(report).lines(style));
            }
        }
        if (!report.worst().isEmpty()) {
            lines.add("Worst");
            lines.addAll(worst(report).lines(style));
        }
        return lines;
    }

    private static Table counts(DriftReport report) {
        Table table = Table.ofFigures()
                .row("requests", count(report.requests()), "")
                .row("compared", count(report.compared()), "")
                .row("agree", count(report.agreed()), percent(report.agreement()))
                .row("no recorded result", count(report.withoutResult()), "");
        report.refused().forEach((reason, count) -> table.row("refused now", count(count), reason));
        return table.row("id not unique", count(report.ambiguous()), "")
                .row("unreadable", count(report.unreadable()), "");
    }

    private static Table spread(DriftReport report) {
        Spread spread = report.absolute();
        Table table = Table.ofFigures()
                .row("p50", number(spread.p50()), "")
                .row("p90", number(spread.p90()), "")
                .row("p99", number(spread.p99()), "")
                .row(
                        "max",
                        number(spread.max()),
                        "relative " + number(report.relative().max()));
        spread.histogram().stream()
                .filter(bin -> bin.count() > 0)
                .forEach(bin -> table.row("up to " + number(bin.upTo()), count(bin.count()), "records"));
        return table;
    }

    private static Table classes(DriftReport report) {
        Table table = Table.ofFigures();
        report.classes()
                .forEach((name, shift) -> table.row(
                        name,
                        String.format(Locale.ROOT, "%+,d", shift.replayed() - shift.recorded()),
                        count(shift.recorded()) + " recorded, " + count(shift.replayed()) + " now"));
        return table;
    }

    private static Table numbers(DriftReport report) {
        Table table = Table.ofFigures();
        report.numbers()
                .forEach((name, shift) -> table.row(
                        name,
                        String.format(
                                Locale.ROOT,
                                "%+.3g",
                                shift.replayed().mean() - shift.recorded().mean()),
                        "mean %s recorded, %s now; deviation %s, %s"
                                .formatted(
                                        number(shift.recorded().mean()),
                                        number(shift.replayed().mean()),
                                        number(shift.recorded().deviation()),
                                        number(shift.replayed().deviation()))));
        return table;
    }

    private static Table worst(DriftReport report) {
        Table table = Table.ofFigures();
        report.worst()
                .forEach(each -> table.row(
                        each.id(),
                        number(each.difference().absolute()),
                        "%s, was %s  (%d@%d)"
                                .formatted(
                                        each.difference().replayed(),
                                        each.difference().recorded(),
                                        each.partition(),
                                        each.offset())));
        return table;
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.3g", number);
    }
}
