package io.penstock.topology.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of a run's output: numbered parts, each there whole or not at all, and the manifest that says which are
 * complete. A part counts once the manifest has it; what a killed run left besides is written over. Held by one run at a
 * time. Belongs to one thread.
 */
public final class OutputFolder implements AutoCloseable {
    private static final String MANIFEST = "_manifest.json";
    private static final String SUCCESS = "_SUCCESS";
    private static final String OURS = "(part-|_rejected-)\\d{5,}\\..*";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final FolderLock lock;
    private Manifest manifest;

    private OutputFolder(Path folder, FolderLock lock, Manifest manifest) {
        this.folder = folder;
        this.lock = lock;
        this.manifest = manifest;
    }

    /**
     * Opens a folder for a new run, or for one that goes on.
     *
     * @param settings what makes two runs the same
     * @param restart whether to begin anew whatever is there of an earlier run
     * @throws PenstockException FATAL, if another run writes there, if it has anything but a run's output, or if its run
     *     had other settings
     */
    public static OutputFolder open(Path folder, Map<String, String> settings, boolean restart) throws IOException {
        Files.createDirectories(folder);
        requireOurs(folder);
        FolderLock lock = FolderLock.of(folder);
        try {
            if (restart) {
                clear(folder);
            }
            OutputFolder output = new OutputFolder(folder, lock, manifest(folder, settings));
            output.save();
            return output;
        } catch (Throwable failure) {
            lock.close();
            throw failure;
        }
    }

    private static void requireOurs(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> there = children.filter(
                            file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .toList();
            if (!there.isEmpty() && !Files.exists(folder.resolve(MANIFEST))) {
                throw refused("the output folder has other files than scores: folder=" + folder + ", such as "
                        + there.get(0).getFileName() + "; name a new or an empty one");
            }
        }
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path file : children.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.matches("\\.?" + OURS) || name.equals(SUCCESS) || name.equals(MANIFEST)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Manifest manifest(Path folder, Map<String, String> settings) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.exists(file)) {
            return new Manifest(UUID.randomUUID().toString(), settings, "", List.of());
        }
        Manifest found = JSON.readValue(Files.readAllBytes(file), Manifest.class);
        List<String> differences = found.differences(settings);
        if (!differences.isEmpty()) {
            throw refused("the run in the output folder was another one: folder=" + folder + ": "
                    + String.join("; ", differences) + "; begin anew with --restart, or name another folder");
        }
        return found;
    }

    private static PenstockException refused(String message) {
        return new PenstockException(FailureCategory.FATAL, message);
    }

    Manifest manifest() {
        return manifest;
    }

    /** What has been done so far, in earlier attempts too. */
    public Counts counts() {
        return manifest.counts();
    }

    /** Whether nothing is left to do. */
    public boolean isComplete() {
        return Files.exists(folder.resolve(SUCCESS));
    }

    /**
     * Notes what computes, if that is known.
     *
     * @throws PenstockException FATAL, if it is not what has computed the parts that there are
     */
    public void computedBy(String model) throws IOException {
        if (model.isEmpty() || model.equals(manifest.model())) {
            return;
        }
        if (!manifest.model().isEmpty()) {
            throw refused("the run in the output folder was computed by another model: folder=" + folder + ": was "
                    + manifest.model() + ", is " + model + "; begin anew with --restart, or name another folder");
        }
        manifest = manifest.computedBy(model);
        save();
    }

    /** What has computed the parts; empty if nothing has. */
    public String computedBy() {
        return manifest.model();
    }

    int nextPart() {
        return manifest.parts().size();
    }

    /** Where a part's scores go. */
    Path part(int number, String ending) {
        return folder.resolve("part-%05d.%s".formatted(number, ending));
    }

    /** Where those rows of a part go that have no scores. */
    Path rejected(int number) {
        return folder.resolve("_rejected-%05d.jsonl".formatted(number));
    }

    /** Notes that a part is complete and in its place. */
    void complete(Manifest.Part part) throws IOException {
        manifest = manifest.with(part);
        save();
    }

    /** Notes that no part is missing. */
    void succeed() throws IOException {
        WholeFile.replace(folder.resolve(SUCCESS), JSON.writeValueAsBytes(manifest.counts()));
    }

    private void save() throws IOException {
        WholeFile.replace(folder.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    }

    /** Lets other runs have it. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
