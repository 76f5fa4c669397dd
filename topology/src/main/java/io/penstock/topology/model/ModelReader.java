package io.penstock.topology.model;

import io.penstock.engine.DataType;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.config.ConfigException;
import io.penstock.topology.config.Problem;
import io.penstock.topology.config.Problems;
import io.penstock.topology.config.Section;
import io.penstock.workshop.samples.ValueRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads one {@code model.yaml} and what it points to. */
final class ModelReader {
    private final Path folder;
    private final String name;
    private final String version;
    private final Section root;

    /**
     * Reads the file's text.
     *
     * @throws ConfigException if it cannot be read or is no YAML mapping
     */
    ModelReader(Path file, String name, String version) {
        this.folder = Objects.requireNonNull(file.getParent(), "a model has a folder");
        this.name = name;
        this.version = version;
        this.root = Section.parse(text(file), folder, Map.of(), new Problems(file.toString()));
    }

    /**
     * The model.
     *
     * @throws ConfigException listing everything that is wrong with it
     */
    Model read() {
        requireSame("name", name);
        requireSame("version", version);
        Optional<Path> onnx = requiredFile(root, "onnx");
        String sha256 = root.text("sha256");
        onnx.ifPresent(path -> requireHash(path, sha256));
        Map<String, Layout> layouts = new HashMap<>();
        Map<String, ValueRange> ranges = new HashMap<>();
        List<TensorSpec> inputs = tensors("inputs", layouts, ranges);
        List<TensorSpec> outputs = tensors("outputs", new HashMap<>(), new HashMap<>());
        List<String> labels = root.file("labels").map(ModelReader::lines).orElse(List.of());
        Optional<Normalisation> normalisation = normalisation();
        Optional<HeldOut> heldOut = heldOut();
        String description = root.text("description", "");
        EngineSettings engine = new EngineSection(root.section("engine"), ranges).read();
        root.ignore("training");
        root.ignore("licence");
        root.problems().throwIfAny();
        return new Model(
                new ModelArtifact(name, version, onnx.orElseThrow(), new Signature(inputs, outputs)),
                description,
                folder,
                sha256,
                labels,
                layouts,
                normalisation,
                heldOut,
                engine);
    }

    private void requireSame(String key, String folderName) {
        String given = root.text(key);
        if (root.has(key) && !given.equals(folderName)) {
            root.problem(key, "must be that of its folder, " + folderName + ", is " + given);
        }
    }

    private static Optional<Path> requiredFile(Section section, String key) {
        if (!section.has(key)) {
            section.problem(key, "is required");
        }
        return section.file(key);
    }

    private void requireHash(Path onnx, String expected) {
        String actual = sha256(onnx);
        if (root.has("sha256") && !expected.equals(actual)) {
            root.problem(
                    "sha256",
                    "is not that of " + onnx.getFileName() + ", which has " + actual
                            + "; another file is another model and wants another version");
        }
    }

    private List<TensorSpec> tensors(String key, Map<String, Layout> layouts, Map<String, ValueRange> ranges) {
        List<TensorSpec> specs = new ArrayList<>();
        for (Section tensor : root.sections(key)) {
            String tensorName = tensor.text("name");
            DataType dtype = tensor.choice("dtype", DataType.class, DataType.FLOAT32);
            Layout layout = tensor.choice("layout", Layout.class, Layout.NCHW);
            if (tensor.has("layout")) {
                layouts.put(tensorName, layout);
            }
            range(tensor).ifPresent(range -> ranges.put(tensorName, range));
            shape(tensor).ifPresent(shape -> specs.add(new TensorSpec(tensorName, dtype, shape)));
        }
        if (root.sections(key).isEmpty()) {
            root.problem(key, "needs at least one tensor");
        }
        return specs;
    }

    private static Optional<ValueRange> range(Section tensor) {
        List<Double> ends = tensor.numbers("range", List.of());
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        if (ends.size() != 2 || ends.get(0) > ends.get(1)) {
            tensor.problem("range", "must be the least and the greatest value, is " + ends);
            return Optional.empty();
        }
        return Optional.of(new ValueRange(ends.get(0), ends.get(1)));
    }

    private static Optional<Shape> shape(Section tensor) {
        List<Integer> dimensions = tensor.integers("shape", List.of());
        if (dimensions.isEmpty() || dimensions.stream().anyMatch(dimension -> dimension < Shape.DYNAMIC)) {
            tensor.problem(
                    "shape",
                    "must be a list of dimensions with the batch first, -1 for dynamic ones, is " + dimensions);
            return Optional.empty();
        }
        return Optional.of(
                Shape.of(dimensions.stream().mapToLong(Integer::longValue).toArray()));
    }

    private Optional<Normalisation> normalisation() {
        Section section = root.section("normalisation");
        double scale = section.number("scale", 1);
        List<Double> mean = section.numbers("mean", List.of(0.0));
        List<Double> std = section.numbers("std", List.of(1.0));
        Colour colour = section.choice("colour", Colour.class, Colour.RGB);
        if (!root.has("normalisation")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Normalisation(scale, mean, std, colour));
        } catch (IllegalArgumentException e) {
            root.problem("normalisation", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<HeldOut> heldOut() {
        Section section = root.section("heldOut");
        if (!root.has("heldOut")) {
            return Optional.empty();
        }
        Optional<Path> images = requiredFile(section, "images");
        Optional<Path> labels = requiredFile(section, "labels");
        double accuracy = section.number("accuracy", 0);
        if (accuracy < 0 || accuracy > 1) {
            section.problem("accuracy", "must be from 0 to 1, is " + accuracy);
        }
        return images.flatMap(folderOfImages -> labels.map(csv -> new HeldOut(folderOfImages, csv, accuracy)));
    }

    private static List<String> lines(Path path) {
        return text(path).lines().map(String::strip).toList();
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static String sha256(Path path) {
        try (var input = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[1 << 16];
            for (int read = input.read(chunk); read >= 0; read = input.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ConfigException unreadable(Path path, IOException cause) {
        String reason = "cannot be read (" + cause.getClass().getSimpleName() + ")";
        return new ConfigException(path.toString(), List.of(new Problem("", reason, 0)));
    }
}
