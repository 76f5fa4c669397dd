package io.penstock.topology.cli;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A model whose answer does not depend on the batch, to the last bit: half of a number. With its pipeline. */
final class HalvingModel {
    private HalvingModel() {}

    /** Writes {@code models/half/1} and a pipeline, and returns the pipeline's file. */
    static Path writeTo(Path folder, String kafka, String registry) throws IOException {
        Path model = Files.createDirectories(folder.resolve("models/half/1"));
        byte[] onnx = onnx();
        Files.write(model.resolve("model.onnx"), onnx);
        Files.writeString(
                model.resolve("model.yaml"),
                """
                name: half
                version: 1
                onnx: model.onnx
                sha256: %s
                inputs: [{ name: x, dtype: float32, shape: [-1, 1] }]
                outputs: [{ name: y, dtype: float32, shape: [-1, 1] }]
                """
                        .formatted(sha256(onnx)));
        return Files.writeString(
                folder.resolve("pipeline.yaml"),
                """
                name: half
                kafka:       { bootstrap.servers: "%s" }
                registry:    { url: "%s" }
                input:       { topic: half.requests }
                models: models
                preprocess:  { type: json, fields: [{ name: value }] }
                infer:       { model: half }
                postprocess: { type: regression, names: [half] }
                output:      { topic: half.results }
                http:        { port: 0 }
                """
                        .formatted(kafka, registry));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] onnx() {
        ByteBuffer half =
                ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(0.5f);
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(OnnxMl.GraphProto.newBuilder()
                        .setName("half")
                        .addInput(value("x"))
                        .addOutput(value("y"))
                        .addInitializer(OnnxMl.TensorProto.newBuilder()
                                .setName("half")
                                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .addDims(1)
                                .setRawData(ByteString.copyFrom(half.flip())))
                        .addNode(OnnxMl.NodeProto.newBuilder()
                                .setOpType("Mul")
                                .addInput("x")
                                .addInput("half")
                                .addOutput("y")))
                .build()
                .toByteArray();
    }

    private static OnnxMl.ValueInfoProto value(String name) {
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .setShape(OnnxMl.TensorShapeProto.newBuilder()
                                        .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder()
                                                .setDimParam("N"))
                                        .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(1)))))
                .build();
    }
}
