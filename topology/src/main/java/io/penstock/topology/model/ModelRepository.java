package io.penstock.topology.model;

import io.penstock.FailureCategory;
import io.penstock.Nearest;
import io.penstock.PenstockException;
import io.penstock.topology.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of models: {@code <root>/<model>/<version>/model.yaml}. Versions are whole numbers. Reads the folder anew at
 * every call; thread-safe.
 */
public final class ModelRepository {
    static final String MODEL_FILE = "model.yaml";

    private final Path root;

    public ModelRepository(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The names of its models, sorted. */
    public List<String> models() {
        return folders(root).filter(name -> !versions(name).isEmpty()).sorted().toList();
    }

    /** The versions of a model, oldest first; none if there is no such model. */
    public List<String> versions(String model) {
        return folders(root.resolve(model))
                .filter(version -> version.matches("\\d{1,9}"))
                .filter(version -> Files.isRegularFile(file(model, version)))
                .sorted(Comparator.comparingInt(Integer::parseInt))
                .toList();
    }

    /**
     * Reads a model and verifies the hash of its ONNX file.
     *
     * @param version its version; the newest if empty
     * @throws PenstockException FATAL, if there is no such model or version; the message lists those there are
     * @throws ConfigException if its {@code model.yaml} is wrong or its ONNX file has another hash
     */
    public Model find(String model, Optional<String> version) {
        List<String> versions = versions(model);
        if (versions.isEmpty()) {
            throw missing("no such model: model=" + model, "models", model, models());
        }
        String wanted = version.orElseGet(() -> versions.get(versions.size() - 1));
        if (!versions.contains(wanted)) {
            throw missing("no such version: model=" + model + ", version=" + wanted, "versions", wanted, versions);
        }
        return new ModelReader(file(model, wanted), model, wanted).read();
    }

    private PenstockException missing(String what, String plural, String wanted, List<String> present) {
        String known = present.isEmpty() ? "none" : String.join(" ", present);
        String hint = Nearest.to(wanted, present)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return new PenstockException(
                FailureCategory.FATAL, what + ", folder=" + root + ", " + plural + "=" + known + hint);
    }

    private Path file(String model, String version) {
        return root.resolve(model).resolve(version).resolve(MODEL_FILE);
    }

    private static Stream<String> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children
                    .filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
