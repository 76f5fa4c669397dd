package io.penstock.topology.bench.tune;

import io.penstock.topology.bench.load.LoadPoint;
import io.penstock.topology.bench.load.LoadedPipeline;
import io.penstock.topology.bench.load.StepTimes;
import io.penstock.topology.terminal.Progress;
import java.time.Duration;
import java.util.function.Function;

/**
 * Measures each candidate by a pipeline of its own: its saturation in a short closed loop, then falling shares of it in
 * an open loop until p99 keeps to the target.
 */
final class PipelineTrials implements Trials {
    private static final double[] SHARES = {0.9, 0.75, 0.55, 0.3};
    private static final StepTimes CLOSED = new StepTimes(Duration.ofMillis(1_500), Duration.ofMillis(1_500));
    private static final StepTimes OPEN = new StepTimes(Duration.ofMillis(500), Duration.ofMillis(2_000));

    private final Function<Candidate, LoadedPipeline> starter;
    private final double p99Millis;

    /** @param starter starts a pipeline with these settings */
    PipelineTrials(Function<Candidate, LoadedPipeline> starter, double p99Millis) {
        this.starter = starter;
        this.p99Millis = p99Millis;
    }

    @Override
    public Trial measure(Candidate candidate, double toBeat) {
        try (LoadedPipeline pipeline = starter.apply(candidate)) {
            double saturation = pipeline.saturate(CLOSED, NO_PROGRESS).perSecond();
            LoadPoint point = null;
            for (double share : SHARES) {
                if (share * saturation < toBeat) {
                    break;
                }
                point = pipeline.offer(share * saturation, OPEN, NO_PROGRESS);
                if (point.keepsTo(p99Millis)) {
                    return new Trial(candidate, saturation, point, true);
                }
            }
            return new Trial(candidate, saturation, point, false);
        }
    }

    private static final Progress NO_PROGRESS = new Progress() {
        @Override
        public void at(long done) {
            // a trial is one line
        }

        @Override
        public void close() {
            // holds nothing
        }
    };
}
