package io.penstock.engine.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.penstock.FailureCategory;
import io.penstock.engine.Availability;
import io.penstock.engine.EngineException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime's native library, loaded when first asked for; a failure is kept. Thread-safe. */
final class NativeRuntime {
    /** The one of this JVM. */
    static final NativeRuntime SHARED = new NativeRuntime(NativeRuntime::loadQuietly);

    private final Supplier<OrtEnvironment> loader;

    private @Nullable OrtEnvironment environment;
    private @Nullable Availability availability;

    NativeRuntime(Supplier<OrtEnvironment> loader) {
        this.loader = loader;
    }

    private static OrtEnvironment loadQuietly() {
        Telemetry.obstacle().ifPresent(obstacle -> {
            throw new IllegalStateException(obstacle);
        });
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("its telemetry cannot be switched off", e);
        }
        return environment;
    }

    synchronized Availability availability() {
        Availability known = availability;
        if (known == null) {
            known = load();
            availability = known;
        }
        return known;
    }

    private Availability load() {
        try {
            OrtEnvironment loaded = loader.get();
            environment = loaded;
            int cores = Runtime.getRuntime().availableProcessors();
            return new Availability.Available("ONNX Runtime " + loaded.getVersion() + ", " + cores + " cores");
        } catch (RuntimeException | LinkageError e) {
            return new Availability.Unavailable(
                    "ONNX Runtime's native library could not be loaded: " + e.getMessage()
                            + "; it needs a 64-bit Linux, macOS or Windows and a writable java.io.tmpdir to unpack to",
                    e);
        }
    }

    /**
     * The loaded library.
     *
     * @throws EngineException FATAL, if it could not be loaded
     */
    synchronized OrtEnvironment environment() {
        if (availability() instanceof Availability.Unavailable unavailable) {
            throw new EngineException(FailureCategory.FATAL, unavailable.reason(), unavailable.cause());
        }
        OrtEnvironment loaded = environment;
        if (loaded == null) {
            throw new IllegalStateException("available but not loaded");
        }
        return loaded;
    }
}
