package io.penstock.topology.demo.report;

import io.penstock.topology.demo.Distribution;

/** How latencies are spread, with their median and the 99th percentile. */
final class LatencyChart {
    private static final int BINS = 48;
    private static final int TICKS = 4;
    private static final double HEADROOM = 1.15;

    private final Distribution latency;
    private final double maxMillis;

    LatencyChart(Distribution latency) {
        this.latency = latency;
        this.maxMillis = roundUp(latency.percentileMillis(99) * HEADROOM);
    }

    /** The next of 1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8 times a power of ten: quarters of it are round. */
    static double roundUp(double millis) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(millis, 0.1))));
        for (double factor : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8}) {
            if (millis <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    String html() {
        BarChart chart = new BarChart("How the latencies of " + latency.count() + " requests are spread");
        int[] counts = latency.histogram(BINS, maxMillis);
        for (int bin = 0; bin < BINS; bin++) {
            chart.bar(counts[bin], meaning(bin, counts[bin]));
        }
        mark(chart, 50);
        mark(chart, 99);
        for (int tick = 0; tick <= TICKS; tick++) {
            chart.tick((double) tick / TICKS, tickText(tick));
        }
        return chart.html();
    }

    private String meaning(int bin, int count) {
        double width = maxMillis / BINS;
        return bin == BINS - 1
                ? Html.format("%,d requests of %.1f ms and more", count, bin * width)
                : Html.format("%,d requests of %.1f to %.1f ms", count, bin * width, (bin + 1) * width);
    }

    private void mark(BarChart chart, int percent) {
        double millis = latency.percentileMillis(percent);
        chart.mark(millis / maxMillis, Html.format("p%d %.1f ms", percent, millis));
    }

    private String tickText(int tick) {
        double millis = maxMillis * tick / TICKS;
        String number = millis == Math.rint(millis) ? Html.format("%.0f", millis) : Html.format("%.1f", millis);
        return tick == TICKS ? number + " ms" : number;
    }
}
