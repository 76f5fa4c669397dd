package io.penstock.topology.cli.engine;

import io.penstock.topology.engine.PlanRecipe;
import io.penstock.workshop.build.BuilderSettings;
import io.penstock.workshop.build.KeptLayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how the builder works. */
final class SettingsOptions {
    @Option(
            names = "--keep",
            paramLabel = "NODE[=P]",
            description = "A node to keep in precision P, fp32 by default; * stands for anything.")
    private List<String> keep = List.of();

    @Option(names = "--keep-type", paramLabel = "OP[=P]", description = "The same for all nodes of an operator.")
    private List<String> keepTypes = List.of();

    @Option(names = "--sparsity", description = "Use 2:4 structured sparsity where weights have it.")
    private boolean sparsity;

    @Option(
            names = "--workspace",
            paramLabel = "MIB",
            defaultValue = "0",
            description = "Scratch limit. Default: none.")
    private long workspaceMebibytes;

    @Option(names = "--plugin", paramLabel = "LIB", description = "A library with custom operators.")
    private List<Path> plugins = List.of();

    @Option(names = "--ampere-plus", description = "Let the plan run on every GPU since Ampere; costs some speed.")
    private boolean ampereOrNewer;

    @Option(
            names = "--level",
            paramLabel = "0-5",
            defaultValue = "3",
            description = "How hard to optimise. Default: 3.")
    private int level = 3;

    @Option(names = "--no-timing-cache", description = "Measure every kernel anew.")
    private boolean withoutTimingCache;

    /** The layers to keep in a higher precision, beside those of model.yaml. */
    List<KeptLayer> kept() {
        List<KeptLayer> kept = new ArrayList<>();
        keep.forEach(each -> kept.add(kept(KeptLayer.By.NAME, each)));
        keepTypes.forEach(each -> kept.add(kept(KeptLayer.By.TYPE, each)));
        return kept;
    }

    private static KeptLayer kept(KeptLayer.By by, String given) {
        int sign = given.lastIndexOf('=');
        return sign < 0
                ? new KeptLayer(by, given, "fp32")
                : new KeptLayer(by, given.substring(0, sign), given.substring(sign + 1));
    }

    BuilderSettings settings(PlanRecipe recipe) {
        return new BuilderSettings(
                sparsity,
                workspaceMebibytes << 20,
                withoutTimingCache ? Optional.empty() : Optional.of(recipe.timingCache()),
                recipe.plugins(plugins),
                ampereOrNewer,
                level,
                false);
    }
}
