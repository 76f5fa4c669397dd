package io.penstock.topology.stage;

import io.penstock.topology.config.Section;
import java.util.function.Supplier;

/**
 * Makes preprocessors of one type. Found by {@link java.util.ServiceLoader}, so it needs a public constructor without
 * parameters; {@code META-INF/services/io.penstock.topology.stage.PreprocessorFactory} names its class.
 */
public interface PreprocessorFactory {
    /** The value of {@code preprocess.type} that chooses it, such as {@code image}. */
    String type();

    /**
     * Reads the stage's settings, once. Whatever is wrong with them is reported with {@link Section#problem} and not
     * thrown; the result of a call that reported a problem is never used.
     *
     * @param settings the {@code preprocess} section
     * @param model what the rows are for
     * @return makes one preprocessor for each stream task; called on any thread
     */
    Supplier<Preprocessor> configure(Section settings, ModelBinding model);
}
