package io.penstock.inference.streams;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Kafka's own clients, but a StreamThread forwards what is done before each {@code poll}, and with records in flight it
 * sleeps there only briefly: a result is forwarded soon after it is computed, and an idle thread still sleeps for the
 * whole {@code poll.ms}. They also tell when Kafka Streams has committed, so that threads keep their commits apart.
 * Hand it to {@link KafkaStreams#KafkaStreams(org.apache.kafka.streams.Topology, java.util.Properties, KafkaClientSupplier)}.
 *
 * <p>Needs the classic group protocol: under {@code group.protocol=streams} Kafka Streams 4.3 makes its own consumer.
 */
public final class AdaptivePollClientSupplier implements KafkaClientSupplier {
    private final Duration inFlightPoll;

    /** @param inFlightPoll the longest a thread with records in flight sleeps in {@code poll}; a millisecond is right */
    public AdaptivePollClientSupplier(Duration inFlightPoll) {
        this.inFlightPoll = inFlightPoll;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TellingProducer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new AdaptivePollConsumer(config, inFlightPoll);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getRestoreConsumer(config);
    }

    private static final class AdaptivePollConsumer extends KafkaConsumer<byte[], byte[]> {
        private final Duration inFlightPoll;
        private final boolean staticMember;

        AdaptivePollConsumer(Map<String, Object> config, Duration inFlightPoll) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.inFlightPoll = inFlightPoll;
            this.staticMember = config.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG) != null;
        }

        /**
         * Leaves the group, also where Streams would let a dead thread's consumer remain in it until its session times
         * out: tasks here keep no state that would be worth waiting for. A static member remains, as it was told to.
         */
        @Override
        public void close(CloseOptions options) {
            super.close(staticMember ? options : options.withGroupMembershipOperation(LEAVE_GROUP));
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ThreadInFlight thread = ThreadInFlight.ofThisThread();
            try {
                boolean inFlight = thread.beforePoll();
                return super.poll(inFlight && timeout.compareTo(inFlightPoll) > 0 ? inFlightPoll : timeout);
            } finally {
                thread.afterPoll();
            }
        }

        /** A commit under at_least_once. */
        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            super.commitSync(offsets);
            ThreadInFlight.ofThisThread().committed();
        }
    }

    private static final class TellingProducer extends KafkaProducer<byte[], byte[]> {
        TellingProducer(Map<String, Object> config) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
        }

        /** A commit under exactly_once_v2. */
        @Override
        public void commitTransaction() {
            super.commitTransaction();
            ThreadInFlight.ofThisThread().committed();
        }
    }
}
