package io.penstock.topology.config;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used; the message lists every problem of the file, one a line. */
public final class ConfigException extends PenstockException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<Problem> problems;

    /**
     * The problems of one file.
     *
     * @param source how messages name the file
     */
    public ConfigException(String source, List<Problem> problems) {
        super(FailureCategory.FATAL, describe(source, problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(String source, List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "  " + problem)
                .collect(Collectors.joining("\n", source + ": " + count + "\n", ""));
    }
}
