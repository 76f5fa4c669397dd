package io.penstock.topology.demo;

/**
 * How the demo runs.
 *
 * @param requests how many requests, over all phases
 * @param brokerPort the port of 127.0.0.1 for the broker, 0 for any free one
 * @param registryPort the same for the registry
 * @param guarantee the pipeline's guarantee in Kafka's spelling
 */
public record DemoOptions(int requests, int brokerPort, int registryPort, String guarantee) {}
