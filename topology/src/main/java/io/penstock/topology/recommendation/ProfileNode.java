package io.penstock.topology.recommendation;

import io.penstock.schema.recommendation.UserHistory;
import io.penstock.schema.recommendation.UserProfile;
import io.penstock.topology.pipeline.RecordReader;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps the profiles as their topic says. With a removed profile goes the user's history. */
final class ProfileNode extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    private final RecordReader<UserProfile> reader;

    ProfileNode(RecordReader<UserProfile> reader) {
        this.reader = reader;
    }

    @Override
    public void process(Record<byte[], byte @Nullable []> record) {
        String user = new String(record.key(), StandardCharsets.UTF_8);
        KeyValueStore<String, UserProfile> profiles = context().getStateStore(State.PROFILES);
        if (record.value() == null) {
            KeyValueStore<String, UserHistory> histories = context().getStateStore(State.HISTORIES);
            profiles.delete(user);
            histories.delete(user);
        } else {
            profiles.put(user, reader.read(record.value(), record.headers()));
        }
    }
}
