package io.penstock.topology.demo;

import io.penstock.topology.config.Precision;
import java.nio.file.Path;

/**
 * How the demo runs.
 *
 * @param requests how many requests, over all phases
 * @param brokerPort the port of 127.0.0.1 for the broker, 0 for any free one
 * @param registryPort the same for the registry
 * @param guarantee the pipeline's guarantee in Kafka's spelling
 * @param backend what computes, or {@code auto}
 * @param precision the precision to compute in
 * @param plans where a backend that computes with plans finds the one it needs, and puts it if it has to build it
 */
public record DemoOptions(
        int requests,
        int brokerPort,
        int registryPort,
        String guarantee,
        String backend,
        Precision precision,
        Path plans) {}
