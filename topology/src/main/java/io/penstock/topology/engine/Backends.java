package io.penstock.topology.engine;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Availability;
import io.penstock.engine.EngineProvider;
import io.penstock.topology.config.InferConfig;
import io.penstock.workshop.build.EngineBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The backends on the class path. Immutable. */
public final class Backends {
    /**
     * The backend that was chosen.
     *
     * @param provider the backend
     * @param reason why it, for the start-up log
     */
    public record Choice(EngineProvider provider, String reason) {
        /**
         * The backend's properties with which it builds the plan that it misses, and takes it from this folder from then
         * on; none for a backend that needs no plan.
         */
        public Map<String, String> buildingPlansIn(Path folder) {
            boolean needsPlans = builders().findAny().isPresent();
            return needsPlans
                    ? Map.of(MissingPlan.PLANS, folder.toString(), MissingPlan.BUILD_MISSING, "true")
                    : Map.of();
        }

        Stream<EngineBuilder> builders() {
            return ServiceLoader.load(EngineBuilder.class, Backends.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(builder -> builder.backend().equals(provider.name()));
        }
    }

    private final List<EngineProvider> providers;

    private Backends(List<EngineProvider> providers) {
        this.providers = providers;
    }

    /** Those that {@link ServiceLoader} finds. */
    public static Backends load() {
        return of(ServiceLoader.load(EngineProvider.class, Backends.class.getClassLoader()));
    }

    /** Just these. */
    public static Backends of(Iterable<EngineProvider> providers) {
        return new Backends(StreamSupport.stream(providers.spliterator(), false)
                .sorted(Comparator.comparingInt(EngineProvider::priority).reversed())
                .toList());
    }

    /**
     * The backend of this name, or for {@code auto} the available one of the highest priority.
     *
     * @throws PenstockException FATAL, if it is not on the class path or cannot run here; nothing else is taken instead
     */
    public Choice choose(String name) {
        return InferConfig.AUTO.equals(name) ? best() : named(name);
    }

    private Choice best() {
        List<String> passedOver = new ArrayList<>();
        for (EngineProvider provider : providers) {
            Availability availability = provider.availability();
            if (availability instanceof Availability.Available available) {
                return new Choice(provider, "auto: " + available.detail() + passedOver(passedOver));
            }
            passedOver.add(provider.name() + ": " + ((Availability.Unavailable) availability).reason());
        }
        throw new PenstockException(
                FailureCategory.FATAL,
                "no backend can run here" + passedOver(passedOver)
                        + "; put one on the class path, such as penstock-engine-onnxruntime");
    }

    private static String passedOver(List<String> passedOver) {
        return passedOver.isEmpty() ? "" : "; not " + String.join("; not ", passedOver);
    }

    private Choice named(String name) {
        EngineProvider provider = providers.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PenstockException(
                        FailureCategory.FATAL,
                        "infer.backend: no such backend: backend=" + name + ", on the class path: " + names()));
        if (provider.availability() instanceof Availability.Unavailable unavailable) {
            throw new PenstockException(
                    FailureCategory.FATAL,
                    "infer.backend: this backend cannot run here: backend=" + name + ": " + unavailable.reason(),
                    unavailable.cause());
        }
        return new Choice(provider, "infer.backend names it");
    }

    private String names() {
        return providers.stream().map(EngineProvider::name).collect(Collectors.joining(", "));
    }
}
