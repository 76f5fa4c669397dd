package io.penstock.engine.onnxruntime;

import static io.penstock.engine.onnxruntime.Loading.floats;
import static io.penstock.engine.onnxruntime.Loading.load;
import static io.penstock.engine.onnxruntime.Loading.longs;
import static io.penstock.engine.onnxruntime.Loading.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.EngineException;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.testkit.LeakCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    private static final Signature DECLARED = signature(floats("x", -1, 4), floats("y", -1, 4));

    @RegisterExtension
    final LeakCheck leaks = LeakCheck.of("native resources", LiveHandles::count);

    private final Path folder;
    private final Path file;

    LoadTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        file = identity("N", "4").writeTo(folder.resolve("model.onnx"));
    }

    private static OnnxModel identity(String... dimensions) {
        return new OnnxModel()
                .input("x", DataType.FLOAT32, dimensions)
                .output("y", DataType.FLOAT32, dimensions)
                .node("Identity", List.of("x"), "y");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFatal(ThrowingCallable loading) {
        return assertThatThrownBy(loading)
                .isInstanceOf(EngineException.class)
                .extracting(thrown -> (PenstockException) thrown)
                .satisfies(thrown -> assertThat(thrown.category()).isEqualTo(FailureCategory.FATAL))
                .asInstanceOf(THROWABLE);
    }

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(EngineProvider.class)).anySatisfy(provider -> {
            assertThat(provider).isInstanceOf(OnnxRuntimeProvider.class);
            assertThat(provider.name()).isEqualTo("onnxruntime");
            assertThat(provider.priority()).isZero();
        });
    }

    @Test
    void saysWhatComputes() throws IOException {
        byte[] content = Files.readAllBytes(file);
        try (Engine engine = load(file, 8, DECLARED)) {
            assertThat(engine.info().backend()).isEqualTo("onnxruntime");
            assertThat(engine.info().backendVersion()).isEqualTo("1.29.0");
            assertThat(engine.info().device()).isEqualTo("cpu");
            assertThat(engine.info().precision()).isEqualTo("fp32");
            assertThat(engine.info().hash()).isEqualTo(sha256(content));
            assertThat(engine.info().verified()).isTrue();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path missing = folder.resolve("missing.onnx");

        assertFatal(() -> load(missing, 8, DECLARED))
                .hasMessage("the model file cannot be read: model=m/1, file=" + missing
                        + ": java.nio.file.NoSuchFileException: " + missing);
    }

    @Test
    void refusesAFileThatIsNoModel() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "not a model");

        assertFatal(() -> load(garbage, 8, DECLARED))
                .hasMessageStartingWith("ONNX Runtime cannot load the model: model=m/1, file=" + garbage + ": ");
    }

    @Test
    void refusesAnotherName() {
        assertFatal(() -> load(file, 8, signature(floats("image", -1, 4), floats("y", -1, 4))))
                .hasMessage("the model file is not what its signature declares: model=m/1,"
                        + " declared=(image float32[-1,4]) -> (y float32[-1,4]),"
                        + " file=(x float32[-1,4]) -> (y float32[-1,4])");
    }

    @Test
    void refusesAnotherType() {
        assertFatal(() -> load(file, 8, signature(longs("x", -1, 4), floats("y", -1, 4))))
                .hasMessage("the model file is not what its signature declares: model=m/1,"
                        + " declared=(x int64[-1,4]) -> (y float32[-1,4]),"
                        + " file=(x float32[-1,4]) -> (y float32[-1,4])");
    }

    @Test
    void refusesAnotherShape() {
        assertFatal(() -> load(file, 8, signature(floats("x", -1, 4), floats("y", -1, 5))))
                .hasMessage("the model file is not what its signature declares: model=m/1,"
                        + " declared=(x float32[-1,4]) -> (y float32[-1,5]),"
                        + " file=(x float32[-1,4]) -> (y float32[-1,4])");
    }

    @Test
    void refusesAnOutputThatIsNotDeclared() throws IOException {
        Path two = identity("N", "4")
                .doubleOutput("z", "N", "4")
                .node("Cast", List.of("x"), "z", OnnxModel.attribute("to", 11))
                .writeTo(folder.resolve("two.onnx"));

        assertFatal(() -> load(two, 8, DECLARED))
                .hasMessage("the model file is not what its signature declares: model=m/1,"
                        + " declared=(x float32[-1,4]) -> (y float32[-1,4]),"
                        + " file=(x float32[-1,4]) -> (y float32[-1,4], z double[-1,4])");
    }

    @Test
    void refusesAModelWhoseBatchDoesNotComeFirst() throws IOException {
        Path transposing = new OnnxModel()
                .input("x", DataType.FLOAT32, "N", "4")
                .output("y", DataType.FLOAT32, "4", "N")
                .node("Transpose", List.of("x"), "y")
                .writeTo(folder.resolve("transposing.onnx"));

        assertFatal(() -> load(transposing, 8, signature(floats("x", -1, 4), floats("y", 4, -1))))
                .hasMessage("the batch must be the first dimension of every input and output: model=m/1,"
                        + " declared=(x float32[-1,4]) -> (y float32[4,-1]);"
                        + " export the model with one dynamic first dimension throughout");
    }

    @Test
    void refusesMoreRowsThanTheModelFixes() throws IOException {
        Path fixed = identity("2", "4").writeTo(folder.resolve("fixed.onnx"));

        assertFatal(() -> load(fixed, 8, signature(floats("x", 2, 4), floats("y", 2, 4))))
                .hasMessage("the maximum batch exceeds the batch that the model fixes: max=8, batch=2, model=m/1;"
                        + " lower it, or export the model with a dynamic first dimension");
    }

    @Test
    void refusesABucketThatDoesNotFit() {
        assertFatal(() -> load(file, 8, DECLARED, new Bucket("5", List.of(Shape.of(5)))))
                .hasMessageStartingWith(
                        "the bucket does not fit the model's inputs: bucket=5, rowShapes=[[5]], inputs=[TensorSpec");
    }

    @Test
    void refusesAnotherDevice() {
        ModelArtifact model = new ModelArtifact("m", "1", file, DECLARED);
        EngineOptions options = new EngineOptions(8, List.of(Bucket.fixed(DECLARED)), 1, "fp32", 1, Map.of());

        assertFatal(() -> new OnnxRuntimeProvider().load(model, options))
                .hasMessage("ONNX Runtime has only the CPU, device 0: device=1, model=m");
    }

    @Test
    void refusesUnknownOptions() {
        ModelArtifact model = new ModelArtifact("m", "1", file, DECLARED);
        EngineOptions options =
                new EngineOptions(8, List.of(Bucket.fixed(DECLARED)), 1, "fp32", 0, Map.of("spining", "true"));

        assertFatal(() -> new OnnxRuntimeProvider().load(model, options))
                .hasMessage("options of ONNX Runtime: spining: unknown, did you mean spinning?");
    }

    @Test
    void refusesBuffersOfMoreThanTwoGigabytes() throws IOException {
        try (Engine engine = load(file, 1 << 28, DECLARED)) {
            assertFatal(() -> engine.openSession(engine.buckets().get(0)).close())
                    .hasMessage("a buffer has at most 2 GiB: tensor=x, rows=268435456, row=float32[4],"
                            + " bytes=4294967296; lower the maximum batch");
        }
    }
}
