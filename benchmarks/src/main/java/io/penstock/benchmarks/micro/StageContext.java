package io.penstock.benchmarks.micro;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.GlobalProcessorContextImpl;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Streams' end of the infer stage without Streams: what is forwarded vanishes, nothing is scheduled. It has to be of
 * Streams' internal types, because the stage forwards through them.
 */
final class StageContext extends GlobalProcessorContextImpl {
    private final StateStore store;
    private final Blackhole blackhole;

    /** @param store the stage's only one */
    StageContext(StateStore store, Blackhole blackhole) {
        super(
                new StreamsConfig(Map.of("application.id", "micro", "bootstrap.servers", "localhost:9")),
                null,
                null,
                null,
                Time.SYSTEM);
        this.store = store;
        this.blackhole = blackhole;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Streams has it; there is no other store
    public <S extends StateStore> S getStateStore(String name) {
        return (S) store;
    }

    @Override
    public <K, V> void forward(Record<K, V> record) {
        blackhole.consume(record);
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        return () -> {};
    }
}
