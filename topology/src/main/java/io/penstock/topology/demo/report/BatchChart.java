package io.penstock.topology.demo.report;

import io.penstock.topology.demo.Batches;

/** How many batches had how many rows, from 1 to the most that a batch takes. */
final class BatchChart {
    private final Batches batches;
    private final int maxRows;

    BatchChart(Batches batches, int maxRows) {
        this.batches = batches;
        this.maxRows = maxRows;
    }

    String html() {
        BarChart chart = new BarChart("How many of " + batches.count() + " batches had how many rows");
        for (int rows = 1; rows <= maxRows; rows++) {
            long count = batches.countByRows().getOrDefault(rows, 0L);
            chart.bar(count, Html.format("%,d batches of %d rows", count, rows));
        }
        chart.mark(place(batches.meanRows()), Html.format("mean %.1f", batches.meanRows()));
        chart.tick(place(1), "1");
        for (int quarter = 1; quarter < 4; quarter++) {
            int rows = maxRows * quarter / 4;
            if (rows > 1) {
                chart.tick(place(rows), Integer.toString(rows));
            }
        }
        return chart.tick(place(maxRows), maxRows + " rows").html();
    }

    /** The middle of the bar of so many rows. */
    private double place(double rows) {
        return Math.max(0, (rows - 0.5) / maxRows);
    }
}
