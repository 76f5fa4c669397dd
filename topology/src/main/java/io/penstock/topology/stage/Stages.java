package io.penstock.topology.stage;

import io.penstock.FailureCategory;
import io.penstock.Nearest;
import io.penstock.PenstockException;
import io.penstock.topology.config.Section;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The stages there are, by type. Immutable. */
public final class Stages {
    private final Map<String, PreprocessorFactory> preprocessors;
    private final Map<String, PostprocessorFactory> postprocessors;

    private Stages(Iterable<PreprocessorFactory> preprocessors, Iterable<PostprocessorFactory> postprocessors) {
        this.preprocessors = byType(preprocessors, PreprocessorFactory::type);
        this.postprocessors = byType(postprocessors, PostprocessorFactory::type);
    }

    /**
     * Penstock's own stages and those that others put on the class path.
     *
     * @throws PenstockException FATAL, if two of them have the same type
     */
    public static Stages load() {
        ClassLoader loader = Stages.class.getClassLoader();
        return of(
                ServiceLoader.load(PreprocessorFactory.class, loader),
                ServiceLoader.load(PostprocessorFactory.class, loader));
    }

    /**
     * Just these stages.
     *
     * @throws PenstockException FATAL, if two of them have the same type
     */
    public static Stages of(
            Iterable<PreprocessorFactory> preprocessors, Iterable<PostprocessorFactory> postprocessors) {
        return new Stages(preprocessors, postprocessors);
    }

    /** The types a {@code preprocess} section may name, sorted. */
    public Set<String> preprocessorTypes() {
        return preprocessors.keySet();
    }

    /** The types a {@code postprocess} section may name, sorted. */
    public Set<String> postprocessorTypes() {
        return postprocessors.keySet();
    }

    /** What the section's {@code type} names. If there is no such type, that is a problem of the section's. */
    public Optional<PreprocessorFactory> preprocessor(Section settings) {
        return find(preprocessors, settings);
    }

    /** What the section's {@code type} names. If there is no such type, that is a problem of the section's. */
    public Optional<PostprocessorFactory> postprocessor(Section settings) {
        return find(postprocessors, settings);
    }

    private static <F> Optional<F> find(Map<String, F> factories, Section settings) {
        String type = settings.text("type", "");
        F factory = factories.get(type);
        if (factory == null) {
            String known = "known: " + String.join(", ", factories.keySet());
            settings.problem("type", (type.isEmpty() ? "is required; " : unknown(type, factories.keySet())) + known);
        }
        return Optional.ofNullable(factory);
    }

    private static String unknown(String type, Set<String> known) {
        return "unknown type " + type
                + Nearest.to(type, known)
                        .map(near -> ", did you mean " + near + "? ")
                        .orElse("; ");
    }

    private static <F> Map<String, F> byType(Iterable<F> factories, Function<F, String> type) {
        Map<String, F> byType = new TreeMap<>();
        for (F factory : factories) {
            F other = byType.putIfAbsent(type.apply(factory), factory);
            if (other != null) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "two stages have the same type, remove one from the class path: type=" + type.apply(factory)
                                + ", classes=" + other.getClass().getName() + ", "
                                + factory.getClass().getName());
            }
        }
        return byType;
    }
}
