package io.penstock.workshop.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a builder works, beside what it builds.
 *
 * @param structuredSparsity whether weights with two zeros in every four may use sparse kernels
 * @param workspaceBytes the most memory a kernel may use as scratch; 0 for all there is
 * @param timingCache what earlier builds measured, read and written; absent to measure everything anew
 * @param plugins libraries with plugins, loaded before the model is read and needed again to run the plan
 * @param ampereOrNewer whether the plan shall run on every GPU since Ampere; costs some speed
 * @param optimizationLevel how hard to look for fast kernels, 0 to 5
 * @param forcedPrecision whether layers compute in the plan's precision also where a higher one is faster, as one wants
 *     to know what the precision costs; layers to keep in a higher one are then a wish, not a rule
 */
public record BuilderSettings(
        boolean structuredSparsity,
        long workspaceBytes,
        Optional<Path> timingCache,
        List<Path> plugins,
        boolean ampereOrNewer,
        int optimizationLevel,
        boolean forcedPrecision) {
    /** What builders take by themselves. */
    public static final BuilderSettings USUAL =
            new BuilderSettings(false, 0, Optional.empty(), List.of(), false, 3, false);

    private static final int MAX_LEVEL = 5;

    public BuilderSettings {
        plugins = List.copyOf(plugins);
        if (workspaceBytes < 0 || optimizationLevel < 0 || optimizationLevel > MAX_LEVEL) {
            throw new IllegalArgumentException(
                    "the workspace must be zero or positive and the level from 0 to 5: workspace=" + workspaceBytes
                            + ", level=" + optimizationLevel);
        }
    }

    /** These settings with {@link #forcedPrecision}. */
    public BuilderSettings inForcedPrecision() {
        return new BuilderSettings(
                structuredSparsity, workspaceBytes, timingCache, plugins, ampereOrNewer, optimizationLevel, true);
    }

    /** For the manifest. */
    Map<String, String> describe() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("structuredSparsity", Boolean.toString(structuredSparsity));
        settings.put("workspaceBytes", workspaceBytes == 0 ? "all" : Long.toString(workspaceBytes));
        settings.put("optimizationLevel", Integer.toString(optimizationLevel));
        if (forcedPrecision) {
            settings.put("forcedPrecision", "true");
        }
        plugins.forEach(plugin -> settings.merge("plugins", plugin.getFileName().toString(), (a, b) -> a + "," + b));
        return settings;
    }
}
