package io.penstock.engine.tensorrt.build;

import java.util.Locale;

/**
 * What the parser has against a node.
 *
 * @param code TensorRT's code for it, such as {@code kUNSUPPORTED_NODE}
 * @param node the node's name, or its index where it has none
 * @param operator the node's operator; empty if it is no node's problem
 * @param description TensorRT's own words
 */
record ParseProblem(String code, String node, String operator, String description) {
    /** The problem and the way out. */
    String message() {
        String place = operator.isEmpty() ? "" : "node " + node + " (" + operator + "): ";
        return place + description.strip() + " [" + code.replaceFirst("^k", "").toLowerCase(Locale.ROOT) + "]; "
                + wayOut();
    }

    private String wayOut() {
        return switch (code) {
            case "kUNSUPPORTED_NODE", "kUNSUPPORTED_GRAPH" ->
                "give a library that has the operator as a plugin (--plugin lib.so), or export the model with operators"
                        + " that TensorRT has, such as with another opset";
            case "kUNSUPPORTED_NODE_ATTR", "kUNSUPPORTED_NODE_INPUT" ->
                "export the model so that this operator gets what TensorRT takes, often a constant instead of a"
                        + " computed input: constant folding or onnx-simplifier does that";
            case "kUNSUPPORTED_NODE_DATATYPE" -> "cast to float32, float16 or int32 before this node";
            case "kUNSUPPORTED_NODE_DYNAMIC", "kUNSUPPORTED_NODE_SHAPE" ->
                "export the model with a fixed dimension there, leaving only the batch and the sequence open";
            case "kMODEL_DESERIALIZE_FAILED" ->
                "check that the file is a whole ONNX model with its external data beside it";
            case "kINVALID_VALUE", "kINVALID_GRAPH", "kINVALID_NODE" ->
                "check the model with onnx.checker and export it again";
            case "kMEM_ALLOC_FAILED" -> "free memory";
            default -> "TensorRT's log has more (--verbose)";
        };
    }
}
