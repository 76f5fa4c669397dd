package io.penstock.topology.pipeline;

import io.penstock.inference.streams.InferLimits;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.Problems;
import io.penstock.topology.config.Section;
import io.penstock.topology.config.StageConfig;
import io.penstock.topology.config.StageName;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.stage.tensor.TensorPostprocessorFactory;
import io.penstock.topology.stage.tensor.TensorPreprocessorFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A pipeline's configuration, read to its end: its model found and its stages configured for it. Where a neighbouring
 * stage runs in another application, tensors take its place.
 *
 * @param model the model, also where its engine runs elsewhere: the stages need its signature
 * @param binding what the stages know of it
 * @param infer how its engine is run
 * @param preprocessors makes one for each task
 * @param postprocessors makes one for each task
 */
public record BoundStages(
        Model model,
        ModelBinding binding,
        InferConfig infer,
        Supplier<Preprocessor> preprocessors,
        Supplier<Postprocessor> postprocessors) {

    /**
     * Binds the stages of a configuration.
     *
     * @throws io.penstock.topology.config.ConfigException listing every problem of the file
     * @throws io.penstock.PenstockException FATAL, if the repository does not have the model
     */
    public static BoundStages of(PipelineConfig config, Stages stages) {
        return of(config, stages, infer -> new ModelRepository(config.models()).find(infer.model(), infer.version()));
    }

    /**
     * Binds the stages of a configuration to this model, whichever it names.
     *
     * @throws io.penstock.topology.config.ConfigException listing every problem of the file
     */
    public static BoundStages of(PipelineConfig config, Stages stages, Model model) {
        return of(config, stages, infer -> model);
    }

    /** What a task may have in flight. */
    InferLimits inferLimits() {
        return new InferLimits(infer.maxInFlightRows(), infer.maxInFlightBytes(), infer.drainTimeout());
    }

    private static BoundStages of(PipelineConfig config, Stages stages, Function<InferConfig, Model> models) {
        Problems problems = config.problems();
        if (config.infer().isEmpty()) {
            config.source()
                    .section("infer")
                    .problem("model", "is required, also where infer runs elsewhere: the stages need its signature");
            config.preprocess().ifPresent(stage -> stage.section().ignoreAll());
            config.postprocess().ifPresent(stage -> stage.section().ignoreAll());
            problems.throwIfAny();
        }
        InferConfig infer = config.infer().orElseThrow();
        if (infer.model().isEmpty()) {
            problems.throwIfAny();
        }
        Model model = models.apply(infer);
        ModelBinding binding = bind(model, infer);
        Supplier<Preprocessor> preprocessors = preprocessors(config, stages, binding);
        Supplier<Postprocessor> postprocessors = postprocessors(config, stages, binding);
        problems.throwIfAny();
        return new BoundStages(model, binding, infer, preprocessors, postprocessors);
    }

    private static ModelBinding bind(Model model, InferConfig infer) {
        var signature = model.artifact().signature();
        return new ModelBinding(
                model.artifact().name(),
                model.artifact().version(),
                signature,
                infer.bucketsOf(signature),
                infer.maxBatch(),
                model.labels());
    }

    private static Supplier<Preprocessor> preprocessors(PipelineConfig config, Stages stages, ModelBinding binding) {
        Supplier<Preprocessor> tensors = new TensorPreprocessorFactory().configure(nothing(), binding);
        Supplier<Preprocessor> configured = config.preprocess()
                .map(StageConfig::section)
                .flatMap(section -> stages.preprocessor(section).map(factory -> factory.configure(section, binding)))
                .orElse(tensors);
        return config.runs(StageName.PREPROCESS) ? configured : tensors;
    }

    private static Supplier<Postprocessor> postprocessors(PipelineConfig config, Stages stages, ModelBinding binding) {
        Supplier<Postprocessor> tensors = new TensorPostprocessorFactory().configure(nothing(), binding);
        Supplier<Postprocessor> configured = config.postprocess()
                .map(StageConfig::section)
                .flatMap(section -> stages.postprocessor(section).map(factory -> factory.configure(section, binding)))
                .orElse(tensors);
        return config.runs(StageName.POSTPROCESS) ? configured : tensors;
    }

    private static Section nothing() {
        return Section.parse("{}", Path.of(""), Map.of(), new Problems("defaults"));
    }
}
