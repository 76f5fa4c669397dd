package io.penstock.topology.bench.load;

import java.time.Duration;

/**
 * How long a step lasts.
 *
 * @param warmUp what goes before and is left out
 * @param measured what counts
 */
public record StepTimes(Duration warmUp, Duration measured) {
    public StepTimes {
        if (warmUp.isNegative() || measured.isNegative() || measured.isZero()) {
            throw new IllegalArgumentException(
                    "a step is measured for some time: warmUp=" + warmUp + ", measured=" + measured);
        }
    }

    /** Those of steps that follow one another: what is warm needs a fifth to settle. */
    public StepTimes afterwards() {
        return new StepTimes(warmUp.dividedBy(5), measured);
    }
}
