package io.penstock.topology.cli.engine;

import io.penstock.topology.terminal.Style;
import io.penstock.topology.terminal.Table;
import io.penstock.workshop.verify.Accuracies;
import io.penstock.workshop.verify.OutputErrors;
import io.penstock.workshop.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The outcome of a comparison for people. */
final class VerificationTable {
    private VerificationTable() {}

    static List<String> lines(Verification verification, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(verification.engine() + " against " + verification.reference() + ", " + verification.rows()
                + " rows (" + verification.samples() + ")");
        for (OutputErrors errors : verification.outputs()) {
            lines.add(errors.output());
            lines.addAll(table(errors).lines(style));
        }
        Accuracies accuracies = verification.accuracies();
        if (accuracies != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "accuracy on %d labelled rows: %.4f, the reference has %.4f",
                    accuracies.rows(),
                    accuracies.candidate(),
                    accuracies.reference()));
        }
        verification.failures().forEach(failure -> lines.add("FAILED " + failure));
        lines.add(verification.passed() ? "passed: this plan may serve" : "failed: this plan must not serve");
        return lines;
    }

    private static Table table(OutputErrors errors) {
        Table table = Table.ofFigures()
                .row("absolute error", number(errors.maxAbsolute()), "mean " + number(errors.meanAbsolute()))
                .row("relative error", number(errors.maxRelative()), "mean " + number(errors.meanRelative()))
                .row("cosine", String.format(Locale.ROOT, "%.7f", errors.cosine()), "");
        Double top1 = errors.top1Agreement();
        return top1 == null ? table : table.row("top-1 agreement", String.format(Locale.ROOT, "%.4f", top1), "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
