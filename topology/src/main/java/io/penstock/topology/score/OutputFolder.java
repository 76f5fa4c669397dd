package io.penstock.topology.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
    private static final String LOCK = ".lock";
    private static final String OURS = "(part-|_rejected-)\\d{5,}\\..*";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final FileChannel lock;
    private Manifest manifest;

    private OutputFolder(Path folder, FileChannel lock, Manifest manifest) {
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
        FileChannel lock = lock(folder);
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

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held in this process: refused all the same
        }
        channel.close();
        throw refused("another run is writing to the output folder: folder=" + folder);
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
        replace(folder.resolve(SUCCESS), JSON.writeValueAsBytes(manifest.counts()));
    }

    private void save() throws IOException {
        replace(folder.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        Files.write(temporary, content);
        publish(temporary, file);
    }

    /** The name of a file while it is written. */
    static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    /** Puts a file in its place, whole, also over another. */
    static void publish(Path temporary, Path file) throws IOException {
        try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lets other runs have it. */
    @Override
    public void close() throws IOException {
        lock.close();
        Files.deleteIfExists(folder.resolve(LOCK));
    }
}
