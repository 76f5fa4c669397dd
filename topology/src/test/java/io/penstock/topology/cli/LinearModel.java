package io.penstock.topology.cli;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.penstock.schema.DataType;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorInputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A model of two classes, {@code x [N,2] float32} to {@code y [N,2] float32}: the row times the version's weights. */
final class LinearModel {
    private LinearModel() {}

    /** Writes {@code linear/VERSION} into a model repository; the weights are those of the first input, then the second. */
    static void writeTo(Path repository, int version, float... weights) {
        try {
            Path folder = Files.createDirectories(repository.resolve("linear/" + version));
            byte[] onnx = onnx(bytes(weights));
            Files.write(folder.resolve("model.onnx"), onnx);
            Files.writeString(
                    folder.resolve("model.yaml"),
                    """
                    name: linear
                    version: %d
                    description: Two classes
                    onnx: model.onnx
                    sha256: %s
                    inputs: [{ name: x, dtype: float32, shape: [-1, 2] }]
                    outputs: [{ name: y, dtype: float32, shape: [-1, 2] }]
                    """
                            .formatted(
                                    version,
                                    HexFormat.of()
                                            .formatHex(MessageDigest.getInstance("SHA-256")
                                                    .digest(onnx))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static InferenceRequest request(String id, float... row) {
        return InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new TensorInputs(
                        List.of(new Tensor("x", DataType.FLOAT32, List.of(1L, (long) row.length), bytes(row)))))
                .build();
    }

    private static ByteBuffer bytes(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return bytes;
    }

    private static byte[] onnx(ByteBuffer weights) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(OnnxMl.GraphProto.newBuilder()
                        .setName("linear")
                        .addInput(value("x"))
                        .addOutput(value("y"))
                        .addInitializer(OnnxMl.TensorProto.newBuilder()
                                .setName("weights")
                                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .addDims(2)
                                .addDims(2)
                                .setRawData(ByteString.copyFrom(weights)))
                        .addNode(OnnxMl.NodeProto.newBuilder()
                                .setOpType("MatMul")
                                .addInput("x")
                                .addInput("weights")
                                .addOutput("y")))
                .build()
                .toByteArray();
    }

    private static OnnxMl.ValueInfoProto value(String name) {
        OnnxMl.TensorShapeProto shape = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(2))
                .build();
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
