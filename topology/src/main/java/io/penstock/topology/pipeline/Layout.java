package io.penstock.topology.pipeline;

import io.penstock.inference.batching.MicroBatcher;
import io.penstock.inference.streams.InferLimits;
import org.apache.kafka.streams.Topology;

/**
 * A topology around an infer stage, for applications that are more than {@code preprocess → infer → postprocess}: with
 * state, several inputs, or several requests of one record.
 *
 * <p>A record that a processor refuses with a {@link io.penstock.RecordException} becomes a dead letter. A stateful
 * processor may stand before the infer stage in the same sub-topology; a store with caching may not stand behind it, nor
 * a second infer stage beside it.
 */
public interface Layout extends AutoCloseable {
    /** The name that the infer stage's processor must have: what it throws is never a single record's fault. */
    String INFER = "infer";

    /**
     * Lays the topology out; called once, before the pipeline starts.
     *
     * @param batcher the running model's; the pipeline's
     * @param limits what the infer stage may have in flight
     */
    Topology topology(MicroBatcher batcher, InferLimits limits);

    /** Frees what it owns; called once the pipeline has stopped. */
    @Override
    void close();
}
