package io.penstock.engine.tensorrt;

import io.penstock.FailureCategory;
import io.penstock.Nearest;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How TensorRT shall compute.
 *
 * @param graphSizes the batch sizes to capture graphs for
 */
record TensorRtOptions(GraphSizes graphSizes) {
    private static final String GRAPH_SIZES = "graphSizes";
    private static final String NO_GRAPHS = "none";

    /**
     * Reads a backend's properties.
     *
     * @param others the properties that somebody else reads
     * @throws EngineException FATAL, naming every key that is unknown and every value that cannot be
     */
    static TensorRtOptions parse(EngineOptions options, Set<String> others) {
        Map<String, String> properties = new TreeMap<>(options.properties());
        List<String> problems = new ArrayList<>(unknown(properties.keySet(), others));
        GraphSizes sizes = graphSizes(properties.get(GRAPH_SIZES), options.maxRows(), problems);
        if (!problems.isEmpty()) {
            throw new EngineException(FailureCategory.FATAL, "options of TensorRT: " + String.join("; ", problems));
        }
        return new TensorRtOptions(sizes);
    }

    private static List<String> unknown(Set<String> keys, Set<String> others) {
        Set<String> known = new TreeSet<>(others);
        known.add(GRAPH_SIZES);
        return keys.stream()
                .filter(key -> !known.contains(key))
                .map(key -> key + ": unknown, "
                        + Nearest.to(key, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known are " + String.join(", ", known)))
                .toList();
    }

    private static GraphSizes graphSizes(@Nullable String value, int maxRows, List<String> problems) {
        if (value == null) {
            return GraphSizes.upTo(maxRows);
        }
        if (value.equals(NO_GRAPHS)) {
            return GraphSizes.NONE;
        }
        Optional<List<Integer>> sizes = numbers(value);
        if (sizes.isEmpty()) {
            problems.add(GRAPH_SIZES + ": must be batch sizes such as 1,8,64, or " + NO_GRAPHS + ", is " + value);
            return GraphSizes.NONE;
        }
        return new GraphSizes(sizes.get()).within(maxRows);
    }

    private static Optional<List<Integer>> numbers(String value) {
        List<String> parts = Stream.of(value.split(",", -1)).map(String::strip).toList();
        return parts.stream().allMatch(part -> part.matches("[1-9][0-9]{0,6}"))
                ? Optional.of(parts.stream().map(Integer::valueOf).toList())
                : Optional.empty();
    }
}
