package io.penstock.topology.pipeline;

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

/** A model that refuses inputs: it looks rows up in a table of ten, and an index outside it fails the whole run. */
final class LookupModel {
    private static final int ROWS = 10;

    private LookupModel() {}

    /** Writes {@code lookup/1} into a model repository. */
    static void writeTo(Path repository) {
        try {
            Path folder = Files.createDirectories(repository.resolve("lookup/1"));
            byte[] onnx = onnx();
            Files.write(folder.resolve("model.onnx"), onnx);
            Files.writeString(
                    folder.resolve("model.yaml"),
                    """
                    name: lookup
                    version: 1
                    description: Rows of a table by their index
                    onnx: model.onnx
                    sha256: %s
                    inputs: [{ name: index, dtype: int64, shape: [-1, 1] }]
                    outputs: [{ name: row, dtype: float32, shape: [-1, 1, 2] }]
                    """
                            .formatted(HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(onnx))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static InferenceRequest request(String id, long index) {
        byte[] data = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(index)
                .array();
        Tensor tensor = new Tensor("index", DataType.INT64, List.of(1L, 1L), ByteBuffer.wrap(data));
        return InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new TensorInputs(List.of(tensor)))
                .build();
    }

    private static byte[] onnx() {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(OnnxMl.GraphProto.newBuilder()
                        .setName("lookup")
                        .addInput(value("index", OnnxMl.TensorProto.DataType.INT64, 1))
                        .addOutput(value("row", OnnxMl.TensorProto.DataType.FLOAT, 1, 2))
                        .addInitializer(OnnxMl.TensorProto.newBuilder()
                                .setName("table")
                                .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .addDims(ROWS)
                                .addDims(2)
                                .setRawData(ByteString.copyFrom(new byte[ROWS * 2 * Float.BYTES])))
                        .addNode(OnnxMl.NodeProto.newBuilder()
                                .setOpType("Gather")
                                .addInput("table")
                                .addInput("index")
                                .addOutput("row")))
                .build()
                .toByteArray();
    }

    private static OnnxMl.ValueInfoProto value(String name, OnnxMl.TensorProto.DataType type, long... rowShape) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
        for (long dimension : rowShape) {
            shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
