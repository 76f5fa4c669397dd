package io.penstock.workshop.onnx;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of an ONNX file, in their order, which is one of execution.
 *
 * @param nodes the nodes of the outermost graph
 */
public record OnnxGraph(List<OnnxNode> nodes) {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_NAME = 3;
    private static final int NODE_TYPE = 4;

    public OnnxGraph {
        nodes = List.copyOf(nodes);
    }

    /**
     * Reads a file.
     *
     * @throws PenstockException FATAL, if it cannot be read or is no ONNX file
     */
    public static OnnxGraph read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        } catch (IOException | IllegalArgumentException e) {
            throw new PenstockException(
                    FailureCategory.FATAL, "cannot read the nodes of an ONNX file: file=" + file + ": " + e, e);
        }
    }

    private static OnnxGraph parse(ByteBuffer model) {
        List<OnnxNode> nodes = new ArrayList<>();
        Fields fields = new Fields(model);
        while (fields.next()) {
            if (fields.number() == MODEL_GRAPH) {
                graph(new Fields(fields.content()), nodes);
            }
        }
        return new OnnxGraph(nodes);
    }

    private static void graph(Fields fields, List<OnnxNode> nodes) {
        while (fields.next()) {
            if (fields.number() == GRAPH_NODE) {
                nodes.add(node(new Fields(fields.content())));
            }
        }
    }

    private static OnnxNode node(Fields fields) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String name = "";
        String type = "";
        while (fields.next()) {
            switch (fields.number()) {
                case NODE_INPUT -> inputs.add(fields.text());
                case NODE_OUTPUT -> outputs.add(fields.text());
                case NODE_NAME -> name = fields.text();
                case NODE_TYPE -> type = fields.text();
                default -> {}
            }
        }
        return new OnnxNode(name, type, inputs, outputs);
    }
}
