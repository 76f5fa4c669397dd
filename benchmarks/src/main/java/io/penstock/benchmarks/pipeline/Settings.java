package io.penstock.benchmarks.pipeline;

import io.penstock.topology.config.Guarantee;
import io.penstock.topology.model.Model;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is measured, and how.
 *
 * @param subject the pipeline
 * @param load the requests of the backlog
 * @param partitions the partitions of the input and the output topic
 * @param guarantees those to measure, one after the other
 * @param runs the runs for each of them
 * @param engineTime how long the bare engine is measured, and each other part of the pipeline alone
 * @param reference {@link #ENGINE} or {@link #ONNX_RUNTIME}: whose answers are the right ones
 * @param tolerance the greatest relative error beside the bare engine's answers; the precision's if absent
 */
record Settings(
        Subject subject,
        Load load,
        int partitions,
        List<Guarantee> guarantees,
        int runs,
        Duration engineTime,
        String reference,
        Optional<Double> tolerance) {
    static final String ENGINE = "engine";
    static final String ONNX_RUNTIME = "onnxruntime";

    Settings {
        guarantees = List.copyOf(guarantees);
        require("--partitions", partitions, 1);
        require("--runs", runs, 1);
        if (engineTime.isNegative() || engineTime.isZero()) {
            throw new IllegalArgumentException("--seconds must be positive, is " + engineTime.toNanos() / 1e9);
        }
        if (!List.of(ENGINE, ONNX_RUNTIME).contains(reference)) {
            throw new IllegalArgumentException("--reference must be engine or onnxruntime, is " + reference);
        }
        tolerance.filter(given -> !(given >= 0)).ifPresent(given -> {
            throw new IllegalArgumentException("--tolerance must be zero or positive, is " + given);
        });
    }

    /** Whether the bare engine's answers are the right ones. */
    boolean isByEngine() {
        return reference.equals(ENGINE);
    }

    /** How far answers may be from the right ones, from an engine of this precision. */
    Agreement agreement(Model model, String precision) {
        if (!isByEngine()) {
            return Agreement.withOnnxRuntime(model, precision);
        }
        return tolerance.map(Agreement::withTheEngine).orElseGet(() -> Agreement.withTheEngine(model, precision));
    }

    /** @throws IllegalArgumentException if an option is less than it has to be */
    static void require(String option, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be at least " + least + ", is " + value);
        }
    }
}
