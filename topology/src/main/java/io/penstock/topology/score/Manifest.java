package io.penstock.topology.score;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a run has come, as it is kept in its output folder. Immutable.
 *
 * @param run the beginning of the ids of its rows, of no other run
 * @param settings what makes two runs the same, by name: a run goes on only with the same
 * @param model what has computed the parts; empty while that is not known
 * @param parts those that are complete, in order
 */
record Manifest(
        @JsonProperty("run") String run,
        @JsonProperty("settings") Map<String, String> settings,
        @JsonProperty("model") String model,
        @JsonProperty("parts") List<Part> parts) {
    Manifest {
        settings = new LinkedHashMap<>(settings);
        parts = List.copyOf(parts);
    }

    /**
     * A complete part.
     *
     * @param number from 0, over all inputs
     * @param input the index of its input
     * @param firstRow the number of its first row in the input, from 1
     * @param last whether the input has no row after it
     */
    record Part(
            @JsonProperty("number") int number,
            @JsonProperty("input") int input,
            @JsonProperty("firstRow") long firstRow,
            @JsonProperty("scored") long scored,
            @JsonProperty("rejected") long rejected,
            @JsonProperty("last") boolean last) {
        Counts counts() {
            return Counts.of(scored, rejected);
        }
    }

    Manifest with(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Manifest(run, settings, model, more);
    }

    Manifest computedBy(String known) {
        return new Manifest(run, settings, known, parts);
    }

    Counts counts() {
        return parts.stream().map(Part::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** How many rows of an input are done. */
    long rowsDone(int input) {
        return parts.stream()
                .filter(part -> part.input() == input)
                .mapToLong(part -> part.counts().rows())
                .sum();
    }

    boolean isDone(int input) {
        return parts.stream().anyMatch(part -> part.input() == input && part.last());
    }

    /** What is another in these settings, each as {@code name was …, is …}. */
    List<String> differences(Map<String, String> others) {
        List<String> differences = new ArrayList<>();
        Map<String, String> all = new LinkedHashMap<>(settings);
        others.forEach(all::putIfAbsent);
        for (String name : all.keySet()) {
            String was = settings.getOrDefault(name, "not there");
            String is = others.getOrDefault(name, "not there");
            if (!was.equals(is)) {
                differences.add(name + " was " + was + ", is " + is);
            }
        }
        return differences;
    }
}
