package io.penstock.workshop.plan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.workshop.samples.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a calibration found, kept between builds: {@code <root>/<model>/<version>/calibration.cache} beside a document of
 * what it was made from. It is used again only for the same model file, the same data, the same TensorRT, and if it is
 * unharmed. Thread-safe as the files are.
 */
public final class CalibrationCache {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path cache;
    private final Path origin;

    /**
     * What a calibration depends on.
     *
     * @param onnxSha256 the hash of the model's ONNX file
     * @param dataSha256 the hash of the inputs
     * @param runtime the version of TensorRT
     */
    public record Source(String onnxSha256, String dataSha256, String runtime) {}

    private record Origin(Source source, String cacheSha256) {}

    /** The cache of a model in a repository. */
    public CalibrationCache(PlanRepository repository, String model, String version) {
        Path folder = repository.root().resolve(model).resolve(version);
        this.cache = folder.resolve("calibration.cache");
        this.origin = folder.resolve("calibration.origin");
    }

    /** What was kept, if it was made from this source. */
    public Optional<byte[]> read(Source source) {
        if (!Files.isRegularFile(cache) || !Files.isRegularFile(origin)) {
            return Optional.empty();
        }
        byte[] bytes = PlanFiles.read(cache);
        return isFrom(source, bytes) ? Optional.of(bytes) : Optional.empty();
    }

    private boolean isFrom(Source source, byte[] bytes) {
        try {
            Origin known = MAPPER.readValue(PlanFiles.read(origin), Origin.class);
            return known.equals(new Origin(source, Sha256.of(bytes)));
        } catch (IOException e) {
            return false;
        }
    }

    /** Keeps what a calibration from this source found. */
    public void write(Source source, byte[] bytes) {
        try {
            byte[] document = MAPPER.writeValueAsBytes(new Origin(source, Sha256.of(bytes)));
            PlanFiles.write(cache, bytes);
            PlanFiles.write(origin, document);
        } catch (IOException e) {
            throw PlanFiles.failed("cannot keep the calibration", cache, e);
        }
    }
}
