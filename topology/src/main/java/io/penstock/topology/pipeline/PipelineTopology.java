package io.penstock.topology.pipeline;

import io.penstock.inference.policy.Priority;
import io.penstock.inference.streams.InferStage;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.config.StageName;
import io.penstock.topology.engine.RunningModel;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Lays out {@code requests → preprocess → infer → postprocess → results}, or the part of it that runs here. Every record
 * leaves as a result or, through {@link DeadLetterHandler}, as a dead letter.
 */
final class PipelineTopology {
    static final String REQUESTS = "requests";
    static final String PREPROCESS = "preprocess";
    static final String INFER = Layout.INFER;
    static final String POSTPROCESS = "postprocess";
    static final String RESULTS = "results";

    private final PipelineConfig config;
    private final BoundStages stages;
    private final Wire wire;
    private final Clock clock;

    PipelineTopology(PipelineConfig config, BoundStages stages, Wire wire, Clock clock) {
        this.config = config;
        this.stages = stages;
        this.wire = wire;
        this.clock = clock;
    }

    /** @param model the running model, where infer runs here */
    Topology build(Optional<RunningModel> model) {
        Topology topology = reading(config.input().topic());
        String last = model.map(running -> {
                    String first = config.input()
                            .batchTopic()
                            .map(batch -> setAside(topology, batch))
                            .orElse(REQUESTS);
                    return addInference(topology, running, Priority.ONLINE, first);
                })
                .orElseGet(() -> addSingleStage(topology));
        return writing(topology, last);
    }

    /** The lane of requests that nobody waits for: the same stages, from the topic where they were put aside. */
    Topology batchLane(String batchTopic, RunningModel model) {
        Topology topology = reading(batchTopic);
        return writing(topology, addInference(topology, model, Priority.BATCH, REQUESTS));
    }

    private static Topology reading(String topic) {
        return new Topology().addSource(REQUESTS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic);
    }

    private Topology writing(Topology topology, String last) {
        return topology.addSink(
                RESULTS, config.output().topic(), new ByteArraySerializer(), new ByteArraySerializer(), last);
    }

    private String setAside(Topology topology, String batchTopic) {
        RecordRoom room = wire.room(batchTopic);
        topology.addProcessor(SetAsideNode.NAME, () -> new SetAsideNode(room), REQUESTS);
        topology.addSink(
                SetAsideNode.SINK, batchTopic, new ByteArraySerializer(), new ByteArraySerializer(), SetAsideNode.NAME);
        return SetAsideNode.NAME;
    }

    private String addInference(Topology topology, RunningModel model, Priority priority, String first) {
        topology.addProcessor(
                PREPROCESS,
                () -> new PreprocessNode(
                        wire.requests(),
                        stages.preprocessors().get(),
                        priority,
                        stages.binding().buckets().size(),
                        clock),
                first);
        topology.addProcessor(INFER, new InferStage<Carried>(model.batcher(), stages.inferLimits()), PREPROCESS);
        topology.addProcessor(
                POSTPROCESS,
                () -> new PostprocessNode(
                        new ResultEncoder(stages.postprocessors().get(), wire.results(), clock)),
                INFER);
        return POSTPROCESS;
    }

    private String addSingleStage(Topology topology) {
        if (config.runs(StageName.PREPROCESS)) {
            ProcessorSupplier<byte[], byte[], byte[], byte[]> alone = () -> new TensorRequestNode(
                    wire.requests(), stages.preprocessors().get(), stages.binding(), wire.tensorRequests(), clock);
            topology.addProcessor(PREPROCESS, alone, REQUESTS);
            return PREPROCESS;
        }
        ProcessorSupplier<byte[], byte[], byte[], byte[]> alone = () -> new TensorResultNode(
                wire.tensorResults(), stages.postprocessors().get(), stages.binding(), wire.results());
        topology.addProcessor(POSTPROCESS, alone, REQUESTS);
        return POSTPROCESS;
    }
}
