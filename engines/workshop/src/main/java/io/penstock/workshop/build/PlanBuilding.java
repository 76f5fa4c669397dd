package io.penstock.workshop.build;

import io.penstock.workshop.plan.PlanKey;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.plan.PlanWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Builds plans into a repository. Thread-safe as its builder is. */
public final class PlanBuilding {
    private final EngineBuilder builder;
    private final PlanRepository repository;
    private final Clock clock;

    public PlanBuilding(EngineBuilder builder, PlanRepository repository, Clock clock) {
        this.builder = builder;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Builds a plan and stores it with its manifest, yet unverified. What was there before stays until the new plan is
     * whole.
     *
     * @param onnxSha256 the hash of the model's ONNX file
     * @param profileSet the name of the set of profiles; empty for the usual one
     * @throws io.penstock.PenstockException if it cannot be built or stored, or was cancelled
     */
    public PlanManifest build(BuildRequest request, String onnxSha256, String profileSet, BuildListener listener) {
        Device device = builder.device(request.device());
        PlanKey key = new PlanKey(
                request.model().name(), request.model().version(), device.target(), request.precision(), profileSet);
        return repository.store(key, part -> {
            BuildReport report = builder.build(request, part, listener);
            return described(key, request, onnxSha256, report);
        });
    }

    private PlanWriter.Described described(PlanKey key, BuildRequest request, String onnxSha256, BuildReport report) {
        String builtAt = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return (sha256, bytes) -> new PlanManifest(
                PlanManifest.FORMAT,
                key,
                sha256,
                bytes,
                onnxSha256,
                report.calibrationSha256().orElse(null),
                report.device().driver(),
                request.settings().ampereOrNewer(),
                request.profiles(),
                settings(request),
                report.seconds(),
                builtAt,
                null);
    }

    private static Map<String, String> settings(BuildRequest request) {
        Map<String, String> settings = new TreeMap<>(request.settings().describe());
        if (!request.kept().isEmpty()) {
            settings.put(
                    "kept",
                    request.kept().stream()
                            .map(kept -> kept.value() + "=" + kept.precision())
                            .collect(Collectors.joining(" ")));
        }
        return settings;
    }
}
