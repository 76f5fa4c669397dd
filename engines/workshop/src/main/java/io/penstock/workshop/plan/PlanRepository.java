package io.penstock.workshop.plan;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.workshop.samples.Sha256;
import io.penstock.workshop.verify.Verification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of plans: {@code <root>/<model>/<version>/<gpu>-sm<capability>-trt<version>-<precision>[-<set>].plan}, each
 * beside its manifest of the same name in JSON. Files appear whole or not at all. Thread-safe; of two that write the same
 * plan the later one wins, and a plan that does not fit its manifest is not loaded.
 */
public final class PlanRepository {
    private static final String PLAN = ".plan";
    private static final String MANIFEST = ".json";
    private static final int DEPTH = 3;

    private final Path root;

    /** The repository in this folder, which need not exist yet. */
    public PlanRepository(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path root() {
        return root;
    }

    /** The manifests of all plans, sorted by their paths. */
    public List<PlanManifest> list() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(root, DEPTH, (file, attributes) -> isManifest(file))) {
            return files.map(file -> Json.read(PlanFiles.read(file), file.toString()))
                    .sorted(Comparator.comparing(manifest -> manifest.key().path()))
                    .toList();
        } catch (IOException e) {
            throw PlanFiles.failed("cannot list the plans", root, e);
        }
    }

    private static boolean isManifest(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(MANIFEST)
                && !name.startsWith(".")
                && Files.isRegularFile(
                        file.resolveSibling(name.substring(0, name.length() - MANIFEST.length()) + PLAN));
    }

    /** The manifests of the plans of one model. */
    public List<PlanManifest> list(String model, String version) {
        return list().stream()
                .filter(manifest -> manifest.key().model().equals(model))
                .filter(manifest -> manifest.key().version().equals(version))
                .toList();
    }

    /** The manifest of a plan, if it is there. */
    public Optional<PlanManifest> find(PlanKey key) {
        return Files.isRegularFile(planFile(key)) && Files.isRegularFile(manifestFile(key))
                ? Optional.of(Json.read(PlanFiles.read(manifestFile(key)), key.path()))
                : Optional.empty();
    }

    /** Where the plan lies, or would. */
    public Path planFile(PlanKey key) {
        return root.resolve(key.path() + PLAN);
    }

    /** Where the manifest lies, or would. */
    public Path manifestFile(PlanKey key) {
        return root.resolve(key.path() + MANIFEST);
    }

    /**
     * Stores what the writer writes. If it fails, whatever was there before is untouched.
     *
     * @return the manifest that now lies beside the plan
     */
    public PlanManifest store(PlanKey key, PlanWriter writer) {
        Path part = PlanFiles.beside(planFile(key));
        try {
            PlanWriter.Described described = writer.write(part);
            PlanManifest manifest = described.manifest(Sha256.of(part), Files.size(part));
            requireKey(key, manifest);
            PlanFiles.move(part, planFile(key));
            PlanFiles.write(manifestFile(key), Json.write(manifest));
            return manifest;
        } catch (IOException e) {
            throw PlanFiles.failed("cannot store a plan", planFile(key), e);
        } finally {
            PlanFiles.delete(part);
        }
    }

    /**
     * Puts the outcome of a comparison on record.
     *
     * @throws PenstockException FATAL, if the plan has been replaced since the manifest was read, or was never compared
     */
    public PlanManifest record(PlanManifest manifest, Verification verification) {
        PlanManifest current = find(manifest.key()).orElse(manifest);
        if (!current.planSha256().equals(verification.engineSha256())) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "another plan was compared than the one that lies here: plan=" + planFile(manifest.key())
                            + ", sha256=" + current.planSha256() + ", compared=" + verification.engineSha256());
        }
        PlanManifest verified = current.withVerification(verification);
        PlanFiles.write(manifestFile(manifest.key()), Json.write(verified));
        return verified;
    }

    /**
     * Reads a plan and checks its hash: a plan is code.
     *
     * @throws PenstockException FATAL, if it cannot be read or is not what its manifest says
     */
    public LoadedPlan load(PlanManifest manifest) {
        Path file = planFile(manifest.key());
        ByteBuffer bytes = PlanFiles.readDirect(file);
        String actual = Sha256.of(bytes);
        if (!actual.equals(manifest.planSha256())) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the plan is not the one its manifest describes and is not loaded: plan=" + file + ", sha256="
                            + actual + ", manifest=" + manifest.planSha256() + "; build it anew or pull it again");
        }
        return new LoadedPlan(manifest, bytes);
    }

    private static void requireKey(PlanKey key, PlanManifest manifest) {
        if (!manifest.key().equals(key)) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "the manifest describes another plan: expected=" + key.path() + ", manifest="
                            + manifest.key().path());
        }
    }
}
