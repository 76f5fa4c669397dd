package io.penstock.benchmarks.subject;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * One thread's loop: poll, answer, send; at the commit interval flush and commit, or commit the transaction with the
 * offsets in it. All of it belongs to the thread that runs it, but {@link #stop} and the counters.
 */
final class PollLoop {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Workload workload;
    private final Answerer answerer;
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    private volatile boolean stopped;
    private volatile long batches;
    private volatile long records;
    private volatile @Nullable Exception refused;

    PollLoop(Workload workload, Answerer answerer) {
        this.workload = workload;
        this.answerer = answerer;
    }

    void stop() {
        stopped = true;
    }

    long batches() {
        return batches;
    }

    long records() {
        return records;
    }

    void run() {
        String transactionalId = workload.topics().application() + "-" + UUID.randomUUID();
        try (Serde<InferenceRequest> requests = WorkloadSerdes.requests(workload);
                Serde<InferenceResult> results = WorkloadSerdes.results(workload);
                KafkaConsumer<byte[], InferenceRequest> consumer = new KafkaConsumer<>(
                        ClientSettings.standaloneConsumer(workload),
                        new ByteArrayDeserializer(),
                        requests.deserializer());
                KafkaProducer<byte[], InferenceResult> producer = new KafkaProducer<>(
                        ClientSettings.standaloneProducer(workload, transactionalId),
                        new ByteArraySerializer(),
                        results.serializer())) {
            loop(consumer, producer);
        }
    }

    private void loop(
            KafkaConsumer<byte[], InferenceRequest> consumer, KafkaProducer<byte[], InferenceResult> producer) {
        if (workload.exactlyOnce()) {
            producer.initTransactions();
            producer.beginTransaction();
        }
        consumer.subscribe(List.of(workload.topics().input()), new CommitBefore(consumer, producer));
        long interval = TimeUnit.MILLISECONDS.toNanos(workload.clients().commitMillis());
        long committedAt = System.nanoTime();
        while (!stopped) {
            answer(consumer.poll(POLL), producer);
            if (System.nanoTime() - committedAt >= interval) {
                commit(consumer, producer);
                committedAt = System.nanoTime();
            }
        }
        commit(consumer, producer);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback learns of a failure
    private void answer(
            ConsumerRecords<byte[], InferenceRequest> polled, KafkaProducer<byte[], InferenceResult> producer) {
        if (polled.isEmpty()) {
            return;
        }
        List<ConsumerRecord<byte[], InferenceRequest>> taken = new ArrayList<>(polled.count());
        polled.forEach(taken::add);
        List<InferenceResult> answers =
                answerer.answerAll(taken.stream().map(ConsumerRecord::value).toList());
        for (int i = 0; i < taken.size(); i++) {
            ConsumerRecord<byte[], InferenceRequest> each = taken.get(i);
            producer.send(
                    new ProducerRecord<>(
                            workload.topics().output(), null, each.timestamp(), each.key(), answers.get(i)),
                    (metadata, thrown) -> refused = thrown == null ? refused : thrown);
        }
        polled.nextOffsets().forEach(next::put);
        count(taken.size());
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes
    private void count(int size) {
        batches++;
        records += size;
    }

    private void commit(
            KafkaConsumer<byte[], InferenceRequest> consumer, KafkaProducer<byte[], InferenceResult> producer) {
        if (next.isEmpty()) {
            return;
        }
        if (workload.exactlyOnce()) {
            producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
            producer.commitTransaction();
            producer.beginTransaction();
        } else {
            producer.flush();
            requireTaken();
            consumer.commitSync(next);
        }
        next.clear();
    }

    private void requireTaken() {
        Exception thrown = refused;
        if (thrown != null) {
            throw new IllegalStateException("the broker took an answer not: " + thrown.getMessage(), thrown);
        }
    }

    private final class CommitBefore implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], InferenceRequest> consumer;
        private final KafkaProducer<byte[], InferenceResult> producer;

        CommitBefore(
                KafkaConsumer<byte[], InferenceRequest> consumer, KafkaProducer<byte[], InferenceResult> producer) {
            this.consumer = consumer;
            this.producer = producer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(consumer, producer);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // positions are those committed
        }
    }
}
