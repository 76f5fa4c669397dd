package io.penstock.inference.streams;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends requests to all partitions of the input, evenly, each numbered in its partition. Used by one thread; a steady
 * load has its own.
 */
final class Load implements AutoCloseable {
    private static final long PACE_NANOS = Duration.ofMillis(10).toNanos();

    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong perPartition = new AtomicLong();
    private volatile boolean stopping;

    Load(Topics topics) {
        this.topics = topics;
        this.producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * One request at a time: the first to a new partition may come too early and be tried again, and a second one that
     * overtook it would leave it out of sequence for ever.
     */
    private Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                topics.bootstrapServers(),
                "linger.ms",
                0,
                "max.in.flight.requests.per.connection",
                1);
    }

    static byte[] key(int partition) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(partition).array();
    }

    static int partitionOf(byte[] key) {
        return ByteBuffer.wrap(key).getInt();
    }

    /** The next request of every partition. */
    void sendRound() {
        long sequence = perPartition.getAndIncrement();
        for (int partition = 0; partition < topics.partitions(); partition++) {
            send(partition, Request.of(sequence));
        }
    }

    void sendRounds(long rounds) {
        for (long round = 0; round < rounds; round++) {
            sendRound();
        }
        producer.flush();
    }

    void send(int partition, Request request) {
        send(new ProducerRecord<>(topics.input(), partition, key(partition), request.toBytes()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, refused) -> failure.compareAndSet(null, refused));
    }

    void flush() {
        producer.flush();
    }

    /** Sends rounds at a rate from a thread of its own until {@link Steady#finish}. */
    Steady steadily(int roundsPerSecond) {
        var steady = new Steady(roundsPerSecond);
        steady.start();
        return steady;
    }

    /** The requests of each partition so far. */
    long perPartition() {
        return perPartition.get();
    }

    @Override
    public void close() {
        producer.close();
        Exception refused = failure.get();
        if (refused != null) {
            throw new AssertionError("a request was not taken", refused);
        }
    }

    /** A load at an even rate. */
    final class Steady extends Thread {
        private final int roundsPerSecond;

        private Steady(int roundsPerSecond) {
            super("load");
            this.roundsPerSecond = roundsPerSecond;
            setDaemon(true);
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            for (long sent = 0; !stopping; ) {
                long due = (System.nanoTime() - start) * roundsPerSecond / 1_000_000_000L;
                for (; sent < due; sent++) {
                    sendRound();
                }
                LockSupport.parkNanos(PACE_NANOS);
            }
            producer.flush();
        }

        /** Ends it; every request has been taken when this returns. */
        void finish() throws InterruptedException {
            stopping = true;
            join();
        }
    }
}
