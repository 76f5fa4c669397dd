package io.penstock.topology.cli.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Bucket;
import io.penstock.engine.EngineOptions;
import io.penstock.topology.model.Model;
import io.penstock.workshop.bench.RunProfile;
import io.penstock.workshop.bench.RunProfiler;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.samples.Samples;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** What a bench learns of the device beside its engine. */
final class BenchDevice {
    private final String backend;
    private final int device;
    private final Optional<RunProfiler> profiler;

    /**
     * The device of a backend.
     *
     * @param profiled whether it shall say where the time of a run goes
     * @throws PenstockException FATAL, if it shall and cannot
     */
    BenchDevice(String backend, int device, boolean profiled) {
        this.backend = backend;
        this.device = device;
        this.profiler = profiled ? Optional.of(profiler(backend)) : Optional.empty();
    }

    private static RunProfiler profiler(String backend) {
        return load(RunProfiler.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(profiler -> profiler.backend().equals(backend))
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        FailureCategory.FATAL,
                        "--profile: this backend does not say where the time of a run goes: backend=" + backend));
    }

    private static <T> ServiceLoader<T> load(Class<T> service) {
        return ServiceLoader.load(service, BenchDevice.class.getClassLoader());
    }

    /** The version of its driver; empty for a backend that nothing is built for. */
    String driver() {
        return load(EngineBuilder.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(builder -> builder.backend().equals(backend))
                .map(builder -> builder.device(device).driver())
                .findFirst()
                .orElse("");
    }

    /** Where the time of runs goes, if that was asked for. */
    List<RunProfile> profile(
            Model model, EngineOptions options, Bucket bucket, Samples samples, List<Integer> batches) {
        return profiler.map(each -> each.profile(model.artifact(), options, bucket, samples, batches))
                .orElse(List.of());
    }
}
