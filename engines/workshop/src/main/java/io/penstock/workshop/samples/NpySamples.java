package io.penstock.workshop.samples;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Real rows from NumPy files: a folder with {@code <input>.npy} for every input, {@code [rows, row...]} in the input's
 * type, and perhaps {@code labels.npy} (whole numbers, {@code [rows]}); for a model of one input the file alone will do.
 * A {@code /} or {@code :} in an input's name is {@code _} in the file's.
 */
public final class NpySamples implements Samples {
    private static final String LABELS = "labels.npy";

    private final List<NpyFile> inputs;
    private final Optional<NpyFile> labels;

    private NpySamples(List<NpyFile> inputs, Optional<NpyFile> labels) {
        this.inputs = inputs;
        this.labels = labels;
    }

    /**
     * Reads a file or folder.
     *
     * @throws PenstockException FATAL, if a file is missing, does not fit the bucket, or has another number of rows
     */
    public static NpySamples read(Path path, Signature signature, Bucket bucket) {
        List<NpyFile> inputs = new ArrayList<>();
        for (int i = 0; i < signature.inputs().size(); i++) {
            TensorSpec spec = signature.inputs().get(i);
            Path file = file(path, spec, signature.inputs().size());
            inputs.add(fitting(file, NpyFile.read(file), spec, bucket, i));
        }
        Path labels = path.resolve(LABELS);
        NpySamples samples = new NpySamples(
                List.copyOf(inputs),
                Files.isRegularFile(labels) ? Optional.of(NpyFile.read(labels)) : Optional.empty());
        samples.requireSameRows(path);
        return samples;
    }

    private static Path file(Path path, TensorSpec spec, int inputs) {
        if (inputs == 1 && Files.isRegularFile(path)) {
            return path;
        }
        Path file = path.resolve(spec.name().replaceAll("[/:\\\\]", "_") + ".npy");
        if (!Files.isRegularFile(file)) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "there are no samples of an input: input=" + spec.name() + ", expected=" + file);
        }
        return file;
    }

    private static NpyFile fitting(Path file, NpyFile npy, TensorSpec spec, Bucket bucket, int input) {
        boolean fits = npy.dtype() == spec.dtype()
                && npy.shape().rank() > 0
                && npy.shape().row().equals(bucket.rowShapes().get(input));
        if (!fits) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "samples do not fit their input: file=" + file + ", has=" + npy.dtype() + npy.shape() + ", needs="
                            + spec.dtype() + bucket.rowShapes().get(input).batch(-1) + ", bucket=" + bucket.name());
        }
        return npy;
    }

    private void requireSameRows(Path path) {
        List<Long> rows = new ArrayList<>(
                inputs.stream().map(npy -> npy.shape().dimension(0)).toList());
        labels.ifPresent(npy -> rows.add(npy.shape().dimension(0)));
        if (rows.stream().distinct().count() > 1) {
            throw new PenstockException(
                    FailureCategory.FATAL, "samples differ in their rows: folder=" + path + ", rows=" + rows);
        }
    }

    @Override
    public int size() {
        return (int) inputs.get(0).shape().dimension(0);
    }

    @Override
    public void write(int sample, int input, ByteBuffer target) {
        ByteBuffer data = inputs.get(input).data();
        int rowBytes = data.capacity() / size();
        target.put(data.slice(sample * rowBytes, rowBytes));
    }

    @Override
    public OptionalInt label(int sample) {
        return labels.map(npy -> OptionalInt.of((int) Elements.read(npy.data(), npy.dtype(), sample)))
                .orElse(OptionalInt.empty());
    }

    @Override
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        for (NpyFile input : inputs) {
            digest.update((input.dtype() + input.shape().toString()).getBytes(StandardCharsets.UTF_8));
            digest.update(input.data().duplicate());
        }
        return Sha256.hex(digest);
    }
}
