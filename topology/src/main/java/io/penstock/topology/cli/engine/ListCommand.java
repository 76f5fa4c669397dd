package io.penstock.topology.cli.engine;

import io.penstock.topology.terminal.Table;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.verify.Verification;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock engine list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the plans: for which model, GPU and precision, and whether they may serve.",
        sortOptions = false)
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PlansOption plans = new PlansOption();

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PlanRepository repository = plans.repository();
        List<PlanManifest> manifests = repository.list();
        if (manifests.isEmpty()) {
            terminal.say("there are no plans in " + repository.root());
            return 0;
        }
        Table table = Table.ofWords();
        manifests.forEach(manifest -> table.row(manifest.key().path(), state(manifest), remark(manifest)));
        table.lines(terminal.outStyle()).forEach(terminal::print);
        return 0;
    }

    private static String state(PlanManifest manifest) {
        Verification verification = manifest.verification();
        if (verification == null) {
            return "unverified";
        }
        return manifest.isVerified() ? "verified" : "failed";
    }

    private static String remark(PlanManifest manifest) {
        return String.format(
                Locale.ROOT,
                "%.1f MB, built %s in %.0f s",
                manifest.planBytes() / 1e6,
                manifest.builtAt(),
                manifest.buildSeconds());
    }
}
