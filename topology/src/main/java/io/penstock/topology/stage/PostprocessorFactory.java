package io.penstock.topology.stage;

import io.penstock.topology.config.Section;
import java.util.function.Supplier;

/**
 * Makes postprocessors of one type. Found by {@link java.util.ServiceLoader}, so it needs a public constructor without
 * parameters; {@code META-INF/services/io.penstock.topology.stage.PostprocessorFactory} names its class.
 */
public interface PostprocessorFactory {
    /** The value of {@code postprocess.type} that chooses it, such as {@code classification}. */
    String type();

    /**
     * Reads the stage's settings, once. Whatever is wrong with them is reported with {@link Section#problem} and not
     * thrown; the result of a call that reported a problem is never used.
     *
     * @param settings the {@code postprocess} section
     * @param model what the results come from
     * @return makes one postprocessor for each stream task; called on any thread
     */
    Supplier<Postprocessor> configure(Section settings, ModelBinding model);
}
