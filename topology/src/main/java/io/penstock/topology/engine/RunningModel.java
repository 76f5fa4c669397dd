package io.penstock.topology.engine;

import io.penstock.engine.EngineInfo;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.inference.batching.BatchListener;
import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.batching.NanoClock;
import io.penstock.inference.batching.SessionPool;
import io.penstock.inference.policy.BatchLimits;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.model.Model;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded, warmed-up model behind its micro-batcher, with an engine on each device. Owns the engines and, through the
 * batcher, their sessions. Thread-safe.
 */
public final class RunningModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningModel.class);

    private final DeviceEngines engines;
    private final MicroBatcher batcher;
    private final String backendReason;

    private RunningModel(DeviceEngines engines, MicroBatcher batcher, String backendReason) {
        this.engines = engines;
        this.batcher = batcher;
        this.backendReason = backendReason;
    }

    /**
     * Loads the model on every device, opens its sessions and runs each once.
     *
     * @throws io.penstock.PenstockException FATAL, if no backend can, or the model does not load
     */
    public static RunningModel start(Model model, InferConfig config, Backends backends, BatchListener listener) {
        Backends.Choice choice = backends.choose(config.backend());
        List<EngineOptions> options = config.engineOptions(model.artifact().signature());
        if (MissingPlan.isWanted(options.get(0))) {
            choice.builders().forEach(builder -> MissingPlan.buildEach(model, options, backends, builder));
        }
        DeviceEngines engines = DeviceEngines.load(choice, model.artifact(), options);
        engines.infos().stream().filter(info -> !info.verified()).forEach(RunningModel::warn);
        Acquired owned = new Acquired();
        owned.add(engines::close);
        try {
            BatchLimits limits = config.batchLimits();
            SessionPool sessions = SessionPool.open(engines.engines(), config.sessions());
            owned.add(sessions::close);
            MicroBatcher batcher = MicroBatcher.start(config.model(), limits, sessions, NanoClock.SYSTEM, listener);
            return new RunningModel(engines, batcher, choice.reason());
        } catch (Throwable failure) {
            owned.closeAfter(failure);
            throw failure;
        }
    }

    private static void warn(EngineInfo unverified) {
        LOG.atWarn()
                .addKeyValue("model", unverified.model())
                .addKeyValue("device", unverified.device())
                .addKeyValue("plan", unverified.hash())
                .log("THIS PLAN WAS NOT VERIFIED: nobody has compared its results with its model's");
    }

    public MicroBatcher batcher() {
        return batcher;
    }

    /** What serves, device by device. */
    public List<EngineInfo> engines() {
        return engines.infos();
    }

    /** Which backend runs it, on which devices, whether it is verified, and why that backend. */
    public String description() {
        List<EngineInfo> infos = engines();
        EngineInfo info = infos.get(0);
        return "%s %s on %s, %s, model %s version %s%s (%s)"
                .formatted(
                        info.backend(),
                        info.backendVersion(),
                        infos.stream().map(EngineInfo::device).collect(Collectors.joining(" + ")),
                        info.precision(),
                        info.model(),
                        info.modelVersion(),
                        infos.stream().allMatch(EngineInfo::verified) ? "" : ", NOT VERIFIED",
                        backendReason);
    }

    /** Runs what is in the batcher, then frees sessions and engines. Closing twice does nothing. */
    @Override
    public void close() {
        try {
            batcher.close();
        } finally {
            engines.close();
        }
    }
}
