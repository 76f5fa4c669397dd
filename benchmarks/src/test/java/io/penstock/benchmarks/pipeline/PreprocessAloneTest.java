package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.topology.pipeline.BoundStages;
import io.penstock.topology.stage.Preprocessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreprocessAloneTest {
    private static final Duration TIME = Duration.ofMillis(50);

    private final AtomicLong prepared = new AtomicLong();
    private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();

    @Test
    void countsRequestsOfThreadsWithAStageEach(@TempDir Path folder) {
        EchoPipeline pipeline = EchoPipeline.in(folder);
        PreprocessAlone alone = PreprocessAlone.ofDecoded(counting(pipeline.stages()), pipeline.requests(3, 5));

        double rate = alone.requestsPerSecond(2, TIME);

        // the warm-up has threads and stages of its own
        assertThat(threads).hasSize(4).doesNotHaveDuplicates();
        double seconds = TIME.toNanos() / 1e9;
        assertThat(rate * seconds).isBetween(1.0, prepared.doubleValue());
    }

    @Test
    void takesRequestsInPlaceFromTheirBytesOn(@TempDir Path folder) {
        EchoPipeline pipeline = EchoPipeline.in(folder);
        List<byte[]> values = EncodedRequests.of(pipeline.requests(3, 5));

        assertThat(PreprocessAlone.inPlace(pipeline.stages(), values).requestsPerSecond(2, TIME))
                .isPositive();
    }

    private BoundStages counting(BoundStages stages) {
        Supplier<Preprocessor> counting = () -> {
            threads.add(Thread.currentThread());
            Preprocessor preprocessor = stages.preprocessors().get();
            return request -> {
                prepared.incrementAndGet();
                return preprocessor.prepare(request);
            };
        };
        return new BoundStages(stages.model(), stages.binding(), stages.infer(), counting, stages.postprocessors());
    }
}
