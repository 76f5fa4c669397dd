package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.EngineOptions;
import io.penstock.engine.ModelArtifact;
import io.penstock.engine.tensorrt.gpu.LiveHandles;
import io.penstock.engine.testkit.ContractModel;
import io.penstock.workshop.bench.RunProfile;
import io.penstock.workshop.samples.RandomSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("gpu")
class TensorRtProfilerTest {
    private static final ContractModel MODEL = ContractModel.rowSums();

    private final TensorRtProfiler profiler = new TensorRtProfiler(new ContractPlans(MODEL));

    @Test
    void takesEveryBatchApart() {
        assertThat(profile(1, 8)).extracting(RunProfile::rows).containsExactly(1, 8);
        assertThat(profile(8)).allSatisfy(profile -> {
            assertThat(profile.inputBytes())
                    .isEqualTo(8 * MODEL.buckets().get(0).rowBytes(MODEL.signature()));
            assertThat(profile.copyInMillis()).isPositive();
            assertThat(profile.computeMillis()).isPositive();
            assertThat(profile.copyOutMillis()).isPositive();
            assertThat(profile.runMillis()).isGreaterThan(profile.computeMillis());
        });
    }

    @Test
    void freesWhatItTakes() {
        profile(1);
        long before = LiveHandles.count();

        profile(1, 4);

        assertThat(LiveHandles.count()).isEqualTo(before);
    }

    private List<RunProfile> profile(Integer... batches) {
        ModelArtifact artifact = new ModelArtifact(MODEL.name(), "1", Path.of("none.onnx"), MODEL.signature());
        EngineOptions options = new EngineOptions(8, MODEL.buckets(), 1, "fp32", 0, Map.of());
        var bucket = MODEL.buckets().get(0);
        RandomSamples samples = new RandomSamples(MODEL.signature(), bucket, Map.of(), 1, 4);
        return profiler.profile(artifact, options, bucket, samples, List.of(batches));
    }
}
