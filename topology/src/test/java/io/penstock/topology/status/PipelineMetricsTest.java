package io.penstock.topology.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.EngineInfo;
import io.penstock.inference.BatchReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelineMetricsTest {
    private final PipelineMetrics metrics = new PipelineMetrics("digits");

    private static EngineInfo engine(String device, boolean verified) {
        return new EngineInfo("tensorrt", "10.6.0", device, "digits", "1", "fp16", "0".repeat(64), verified);
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void showsForEachDeviceWhetherWhatItServesIsUnverified() {
        metrics.watch(engine("cuda:0 NVIDIA H200", true));
        metrics.watch(engine("cuda:1 NVIDIA H200", false));

        assertThat(metrics.scrape().lines())
                .contains(
                        "penstock_engine_unverified{device=\"cuda:0 NVIDIA H200\",model=\"digits\",pipeline=\"digits\","
                                + "version=\"1\"} 0.0",
                        "penstock_engine_unverified{device=\"cuda:1 NVIDIA H200\",model=\"digits\",pipeline=\"digits\","
                                + "version=\"1\"} 1.0");
    }

    @Test
    void countsTheBatchesOfEachDevice() {
        EngineInfo first = engine("cuda:0", true);
        metrics.watch(first);
        metrics.watch(engine("cuda:1", true));

        metrics.onComputed(new BatchReport(1, 3, 4, 1_000_000, first));
        metrics.onComputed(new BatchReport(2, 5, 8, 1_000_000, first));

        assertThat(metrics.scrape().lines())
                .contains(
                        "penstock_batch_rows_count{device=\"cuda:0\",pipeline=\"digits\"} 2",
                        "penstock_batch_rows_sum{device=\"cuda:0\",pipeline=\"digits\"} 8.0",
                        "penstock_batch_padding_rows_total{device=\"cuda:0\",pipeline=\"digits\"} 4.0",
                        "penstock_batch_compute_seconds_sum{device=\"cuda:0\",pipeline=\"digits\"} 0.002",
                        "penstock_batch_rows_count{device=\"cuda:1\",pipeline=\"digits\"} 0");
    }
}
