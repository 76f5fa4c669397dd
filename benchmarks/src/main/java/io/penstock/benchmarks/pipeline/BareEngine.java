package io.penstock.benchmarks.pipeline;

import io.penstock.engine.Engine;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.EngineOptions;
import io.penstock.engine.EngineProvider;
import io.penstock.engine.Session;
import io.penstock.engine.Signature;
import io.penstock.engine.lifetime.Acquired;
import io.penstock.topology.config.InferConfig;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.model.Model;
import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.workshop.bench.Bench;
import io.penstock.workshop.bench.BenchPoint;
import io.penstock.workshop.bench.BenchSetting;
import io.penstock.workshop.bench.BenchTimes;
import io.penstock.workshop.verify.Runs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** A pipeline's model without the pipeline. Owns its engines, one for each device. Belongs to one thread. */
public final class BareEngine implements AutoCloseable {
    private static final String REFERENCE = "onnxruntime";
    private static final int MEASUREMENTS = 3;

    private final BoundStages stages;
    private final PreparedRows rows;
    private final List<Engine> engines;
    private final Acquired owned;

    private BareEngine(BoundStages stages, PreparedRows rows, List<Engine> engines, Acquired owned) {
        this.stages = stages;
        this.rows = rows;
        this.engines = engines;
        this.owned = owned;
    }

    /** The engines that the pipeline runs. */
    public static BareEngine load(BoundStages stages, PreparedRows rows, Backends backends) {
        InferConfig infer = stages.infer();
        Model model = stages.model();
        EngineProvider provider = backends.choose(infer.backend()).provider();
        List<Engine> engines = new ArrayList<>();
        Acquired owned = new Acquired();
        try {
            for (EngineOptions options : infer.engineOptions(model.artifact().signature())) {
                Engine engine = provider.load(model.artifact(), options);
                owned.add(engine::close);
                engines.add(engine);
            }
        } catch (Throwable failure) {
            owned.closeAfter(failure);
            throw failure;
        }
        return new BareEngine(stages, rows, List.copyOf(engines), owned);
    }

    /** The same model in ONNX Runtime, in the precision of its file. */
    static BareEngine reference(BoundStages stages, PreparedRows rows, Backends backends) {
        EngineOptions options = new EngineOptions(
                stages.infer().maxBatch(),
                stages.binding().buckets(),
                stages.infer().sessions(),
                "fp32",
                0,
                Map.of());
        Engine engine =
                backends.choose(REFERENCE).provider().load(stages.model().artifact(), options);
        Acquired owned = new Acquired();
        owned.add(engine::close);
        return new BareEngine(stages, rows, List.of(engine), owned);
    }

    /** What runs on each device. */
    List<EngineInfo> infos() {
        return engines.stream().map(Engine::info).toList();
    }

    /** Full batches in as many sessions as the pipeline has, on all devices at once, as fast as they go. */
    BenchPoint measure(Duration duration) {
        BenchSetting setting =
                new BenchSetting(engines.get(0).maxRows(), stages.infer().sessions(), true);
        return new Bench(engines, rows.bucket(), rows, System::nanoTime)
                .measure(setting, new BenchTimes(duration.dividedBy(4), duration, MEASUREMENTS));
    }

    /** What the pipeline has to answer to each of the requests, in their order. */
    public List<SpecificRecord> answers() {
        List<SpecificRecord> answers = new ArrayList<>();
        Postprocessor postprocessor = stages.postprocessors().get();
        Engine engine = engines.get(0);
        try (Session session = engine.openSession(rows.bucket())) {
            int each = rows.rowsPerRequest();
            int most = session.maxRows() / each * each;
            for (int first = 0; first < rows.size(); first += most) {
                int count = Math.min(most, rows.size() - first);
                fill(session, engine.signature(), first, count);
                Runs.await(session, count);
                for (int row = 0; row < count; row += each) {
                    answers.add(postprocessor.output(SessionRows.copy(session, engine.signature(), row, each, count)));
                }
            }
        }
        return answers;
    }

    private void fill(Session session, Signature signature, int first, int count) {
        for (int input = 0; input < signature.inputs().size(); input++) {
            rows.fill(first, count, input, session.input(input));
        }
    }

    @Override
    public void close() {
        owned.close();
    }
}
