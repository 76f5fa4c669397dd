package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.ItemStatistics;
import io.penstock.schema.recommendation.UserHistory;
import io.penstock.schema.recommendation.UserProfile;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of one partition: in RocksDB, with a changelog, under exactly-once in the transaction of the events that
 * changed them. What several events change within a commit interval is written once, before the commit: Streams' caches flush then.
 */
final class State {
    static final String HISTORIES = "histories";
    static final String PROFILES = "profiles";
    static final String ITEMS = "items";

    private State() {}

    static List<StoreBuilder<?>> builders() {
        return List.of(
                builder(HISTORIES, UserHistory.getClassSchema(), UserHistory.getEncoder(), UserHistory.getDecoder()),
                builder(PROFILES, UserProfile.getClassSchema(), UserProfile.getEncoder(), UserProfile.getDecoder()),
                builder(
                        ITEMS,
                        ItemStatistics.getClassSchema(),
                        ItemStatistics.getEncoder(),
                        ItemStatistics.getDecoder()));
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> builder(
            String name, Schema record, BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.String(), StateSerde.of(record, encoder, decoder))
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }
}
