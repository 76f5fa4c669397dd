package io.penstock.inference.streams;

import static org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation.LEAVE_GROUP;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Kafka's own clients, but a StreamThread forwards what is done before each {@code poll}, and a batch that has been computed
 * with records of the thread ends its poll: a result is forwarded at once, and the thread sleeps as long as there is nothing
 * to do. They also tell when Kafka Streams has committed, so that threads keep their commits apart.
 * Hand it to {@link KafkaStreams#KafkaStreams(org.apache.kafka.streams.Topology, java.util.Properties, KafkaClientSupplier)}.
 *
 * <p>Needs the classic group protocol: under {@code group.protocol=streams} Kafka Streams 4.3 makes its own consumer.
 * Thread-safe; each client is its StreamThread's.
 */
public final class InferClientSupplier implements KafkaClientSupplier {
    /** Clients for any number of applications. */
    public InferClientSupplier() {}

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
        return new WakingConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getRestoreConsumer(config);
    }

    private static final class WakingConsumer extends KafkaConsumer<byte[], byte[]> {
        private final boolean staticMember;

        WakingConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
                return thread.beforePoll() ? poll(timeout, thread.wakeup()) : super.poll(timeout);
            } finally {
                thread.afterPoll();
            }
        }

        private ConsumerRecords<byte[], byte[]> poll(Duration timeout, PollWakeup wakeup) {
            try {
                return super.poll(wakeup.begin(this) ? timeout : Duration.ZERO);
            } catch (WakeupException e) {
                throwIfNotOurs(e, wakeup);
                return ConsumerRecords.empty();
            } finally {
                if (wakeup.end()) {
                    takeOut(wakeup);
                }
            }
        }

        /** A poll throws what the consumer has been woken with before it does anything else. */
        private void takeOut(PollWakeup wakeup) {
            try {
                super.poll(Duration.ZERO);
            } catch (WakeupException e) {
                throwIfNotOurs(e, wakeup);
                return;
            }
            throw new IllegalStateException(
                    "the consumer was woken and has not thrown it: it may have skipped records");
        }

        private static void throwIfNotOurs(WakeupException thrown, PollWakeup wakeup) {
            if (!wakeup.thrown()) {
                throw thrown;
            }
        }

        /** A commit under at_least_once. */
        @Override
        public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            withinPoll(() -> {
                super.commitSync(offsets);
                return offsets;
            });
            ThreadInFlight.ofThisThread().committed();
        }

        /** Asked before partitions are revoked. */
        @Override
        public long position(TopicPartition partition) {
            return withinPoll(() -> super.position(partition));
        }

        /** Asked where partitions are assigned. */
        @Override
        public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            return withinPoll(() -> super.committed(partitions));
        }

        /**
         * What Kafka Streams calls before partitions are revoked and when they are assigned, which is within a poll: it may
         * throw what the poll was woken with. It is called again then, and the poll is ended all the same.
         */
        private <T> T withinPoll(Supplier<T> call) {
            try {
                return call.get();
            } catch (WakeupException e) {
                PollWakeup wakeup = ThreadInFlight.ofThisThread().wakeup();
                throwIfNotOurs(e, wakeup);
                T result = call.get();
                wakeup.again(this);
                return result;
            }
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
