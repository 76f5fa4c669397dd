package io.penstock.workshop.plan;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses the plan that serves a request. Immutable and thread-safe. */
public final class PlanChoice {
    private final PlanRepository repository;

    public PlanChoice(PlanRepository repository) {
        this.repository = repository;
    }

    /** The plan that fits, if there is one: verified ones first, then those built for this very GPU, then the newest. */
    public Optional<PlanManifest> find(PlanRequest request) {
        return repository.list(request.model(), request.version()).stream()
                .filter(manifest -> obstacles(manifest, request).isEmpty())
                .max(Comparator.comparing(PlanManifest::isVerified)
                        .thenComparing(manifest -> manifest.key()
                                .target()
                                .gpu()
                                .equals(request.target().gpu()))
                        .thenComparing(PlanManifest::builtAt));
    }

    /**
     * The plan that fits.
     *
     * @throws PenstockException FATAL, if none does; the message lists those there are, what keeps each from it, and the
     *     command that builds one
     */
    public PlanManifest require(PlanRequest request) {
        return find(request)
                .orElseThrow(() -> new PenstockException(
                        FailureCategory.FATAL,
                        "no plan fits: " + request.describe() + ", plans=" + repository.root() + "\n" + present(request)
                                + "build one on this machine with\n  " + request.buildCommand()
                                + "\nor set infer.engine.buildMissing: true to build it at start"));
    }

    private String present(PlanRequest request) {
        List<PlanManifest> manifests = repository.list(request.model(), request.version());
        if (manifests.isEmpty()) {
            return "there is no plan of this model and version;\n";
        }
        return manifests.stream()
                .map(manifest ->
                        "  " + manifest.key().path() + ": " + String.join(", ", obstacles(manifest, request)) + "\n")
                .collect(Collectors.joining("", "there is\n", ""));
    }

    private static List<String> obstacles(PlanManifest manifest, PlanRequest request) {
        List<String> obstacles = new ArrayList<>();
        PlanKey key = manifest.key();
        if (!runsOn(manifest, request.target())) {
            obstacles.add("is for " + key.target());
        }
        if (!key.precision().equals(request.precision())) {
            obstacles.add("is " + key.precision());
        }
        if (!manifest.onnxSha256().equals(request.onnxSha256())) {
            obstacles.add("was built from another model.onnx");
        }
        for (Bucket bucket : request.buckets()) {
            if (manifest.profiles().stream().noneMatch(profile -> profile.takes(bucket, request.maxRows()))) {
                obstacles.add("takes no " + request.maxRows() + " rows of bucket " + bucket.name());
            }
        }
        return obstacles;
    }

    private static boolean runsOn(PlanManifest manifest, Target target) {
        Target built = manifest.key().target();
        boolean sameGpu =
                built.gpu().equals(target.gpu()) && built.computeCapability().equals(target.computeCapability());
        boolean compatible = manifest.ampereOrNewer() && target.isAmpereOrNewer();
        return built.runtime().equals(target.runtime()) && (sameGpu || compatible);
    }
}
