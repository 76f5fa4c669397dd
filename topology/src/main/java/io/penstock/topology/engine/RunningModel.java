package io.penstock.topology.engine;

import io.penstock.engine.Engine;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.EngineOptions;
import io.penstock.inference.batching.BatchListener;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.NanoClock;
import io.penstock.inference.batching.SessionPool;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.model.Model;
import java.util.List;

/**
 * A loaded, warmed-up model behind its micro-batcher. Owns the engine and, through the batcher, its sessions.
 * Thread-safe.
 */
public final class RunningModel implements AutoCloseable {
    private final Engine engine;
    private final MicroBatcher batcher;
    private final String backendReason;

    private RunningModel(Engine engine, MicroBatcher batcher, String backendReason) {
        this.engine = engine;
        this.batcher = batcher;
        this.backendReason = backendReason;
    }

    /**
     * Loads the model, opens its sessions and runs each once.
     *
     * @throws io.penstock.PenstockException FATAL, if no backend can, or the model does not load
     */
    public static RunningModel start(Model model, InferConfig config, Backends backends, BatchListener listener) {
        Backends.Choice choice = backends.choose(config.backend());
        EngineOptions options = config.engineOptions(model.artifact().signature());
        if (MissingPlan.isWanted(options)) {
            choice.builders().forEach(builder -> new MissingPlan(model, options, backends, builder).build());
        }
        Engine engine = choice.provider().load(model.artifact(), options);
        try {
            BatchLimits limits = config.batchLimits();
            SessionPool sessions = SessionPool.open(List.of(engine), limits.sessions());
            MicroBatcher batcher = MicroBatcher.start(
                    config.model(), engine.signature(), limits, sessions, NanoClock.SYSTEM, listener);
            return new RunningModel(engine, batcher, choice.reason());
        } catch (Throwable failure) {
            engine.close();
            throw failure;
        }
    }

    public MicroBatcher batcher() {
        return batcher;
    }

    public EngineInfo info() {
        return engine.info();
    }

    /** Which backend runs it, where, and why that one. */
    public String description() {
        EngineInfo info = engine.info();
        return "%s %s on %s, %s, model %s version %s (%s)"
                .formatted(
                        info.backend(),
                        info.backendVersion(),
                        info.device(),
                        info.precision(),
                        info.model(),
                        info.modelVersion(),
                        backendReason);
    }

    /** Runs what is in the batcher, then frees sessions and engine. Closing twice does nothing. */
    @Override
    public void close() {
        try {
            batcher.close();
        } finally {
            engine.close();
        }
    }
}
