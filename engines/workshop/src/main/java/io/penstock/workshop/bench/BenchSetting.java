package io.penstock.workshop.bench;

/**
 * One point of a sweep.
 *
 * @param rows the rows of each run
 * @param sessions the sessions that run at once, on each device
 * @param graphs whether runs are launched as captured graphs
 */
public record BenchSetting(int rows, int sessions, boolean graphs) {
    public BenchSetting {
        if (rows < 1 || sessions < 1) {
            throw new IllegalArgumentException(
                    "a measurement has at least one row and one session: rows=" + rows + ", sessions=" + sessions);
        }
    }
}
