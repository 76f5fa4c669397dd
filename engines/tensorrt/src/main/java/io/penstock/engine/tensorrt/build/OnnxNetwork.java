package io.penstock.engine.tensorrt.build;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.tensorrt.gpu.Owned;
import io.penstock.engine.tensorrt.gpu.TrtLogger;
import io.penstock.engine.tensorrt.gpu.VirtualDestructor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.tensorrt.global.nvinfer.LayerType;
import org.bytedeco.tensorrt.global.nvonnxparser;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.bytedeco.tensorrt.nvonnxparser.IParserError;
import org.jspecify.annotations.Nullable;

/** A model as TensorRT's network. The parser holds the weights and stays until the network is closed. */
final class OnnxNetwork implements AutoCloseable {
    /** Where the parser's class of TensorRT 10.6 has its deleting destructor, behind the methods that came before it. */
    private static final int PARSER_DELETING = 9;

    private final Owned<INetworkDefinition> network;
    private final IParser parser;

    private OnnxNetwork(Owned<INetworkDefinition> network, IParser parser) {
        this.network = network;
        this.parser = parser;
    }

    /**
     * Reads a model.
     *
     * @throws EngineException FATAL, naming every node that TensorRT does not take
     */
    static OnnxNetwork parse(IBuilder builder, ModelArtifact model) {
        Owned<INetworkDefinition> network = Owned.takeOwnershipOf(builder.createNetworkV2(0), "a network");
        IParser parser = nvonnxparser.createParser(network.object(), TrtLogger.shared());
        if (parser == null || parser.isNull()) {
            network.close();
            throw new EngineException(
                    FailureCategory.FATAL,
                    "TensorRT did not make a parser: " + TrtLogger.shared().lastErrors());
        }
        OnnxNetwork parsed = new OnnxNetwork(network, parser);
        if (!parser.parseFromFile(model.onnx().toString(), 0)) {
            try (parsed) {
                throw parsed.refused(model);
            }
        }
        return parsed;
    }

    private EngineException refused(ModelArtifact model) {
        String problems = IntStream.range(0, parser.getNbErrors())
                .mapToObj(parser::getError)
                .map(OnnxNetwork::problem)
                .map(ParseProblem::message)
                .distinct()
                .collect(Collectors.joining("\n  ", "\n  ", ""));
        return new EngineException(
                FailureCategory.FATAL,
                "TensorRT does not take the model: model=" + model.name() + "/" + model.version() + ", file="
                        + model.onnx() + problems);
    }

    private static ParseProblem problem(IParserError error) {
        String name = orEmpty(error.nodeName());
        return new ParseProblem(
                error.code().intern().name(),
                name.isEmpty() ? "#" + error.node() : name,
                orEmpty(error.nodeOperator()),
                orEmpty(error.desc()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    INetworkDefinition definition() {
        return network.object();
    }

    List<ILayer> layers() {
        INetworkDefinition definition = definition();
        return IntStream.range(0, definition.getNbLayers())
                .mapToObj(definition::getLayer)
                .toList();
    }

    /** Whether the model says itself where it is quantised. */
    boolean isQuantised() {
        return layers().stream().anyMatch(layer -> layer.getType().intern() == LayerType.kQUANTIZE);
    }

    @Override
    public void close() {
        network.close();
        if (!parser.isNull()) {
            VirtualDestructor.delete(parser, PARSER_DELETING);
            parser.setNull();
        }
    }
}
