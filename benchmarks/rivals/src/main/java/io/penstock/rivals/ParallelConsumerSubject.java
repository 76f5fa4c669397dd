package io.penstock.rivals;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.PollContext;
import io.penstock.benchmarks.subject.ClientSettings;
import io.penstock.benchmarks.subject.RunningSubject;
import io.penstock.benchmarks.subject.Subject;
import io.penstock.benchmarks.subject.Workload;
import io.penstock.benchmarks.subject.WorkloadSerdes;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Confluent's Parallel Consumer, as the README of <a href="https://github.com/confluentinc/parallel-consumer">its
 * repository</a> has it: batches by {@code batchSize}, answers with {@code pollAndProduceMany}, unordered, which it calls
 * the fastest, {@code maxConcurrency} at its default, and the transactional producer for exactly once. It runs with the
 * version of Kafka's clients that it was built with.
 *
 * <p>With the transactional producer its batches have one record: 0.5.3.3 gives the lock of a batch back with the first of
 * its records, fails at the second ({@code Need to call #beginProducing first}) and answers it again.
 */
public final class ParallelConsumerSubject implements Subject {
    private static final int CONCURRENCY = ParallelConsumerOptions.DEFAULT_MAX_CONCURRENCY;

    /** Found by {@link java.util.ServiceLoader}. */
    public ParallelConsumerSubject() {}

    @Override
    public String name() {
        return "parallel-consumer";
    }

    @Override
    public String title() {
        return "Confluent Parallel Consumer, batched";
    }

    @Override
    public Map<String, String> settings(Workload workload) {
        return Map.of(
                "ordering", ProcessingOrder.UNORDERED.name(),
                "maxConcurrency", Integer.toString(CONCURRENCY),
                "batchSize", Integer.toString(batchSize(workload)),
                "commitMode", commitMode(workload).name(),
                "intra-op threads", Integer.toString(workload.inference().engineThreads()),
                "kafka-clients", AppInfoParser.getVersion(),
                "source", "https://github.com/confluentinc/parallel-consumer");
    }

    private static int batchSize(Workload workload) {
        return workload.exactlyOnce() ? 1 : workload.inference().maxBatch();
    }

    private static CommitMode commitMode(Workload workload) {
        return workload.exactlyOnce()
                ? CommitMode.PERIODIC_TRANSACTIONAL_PRODUCER
                : CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS;
    }

    @Override
    public RunningSubject start(Workload workload) {
        return Running.start(workload);
    }

    /** Its values are bytes, as it has one type for what it reads and writes; the serdes are called in its threads. */
    private record Running(
            ParallelStreamProcessor<byte[], byte[]> processor,
            OnnxAnswerer answerer,
            Serde<InferenceRequest> requests,
            Serde<InferenceResult> results,
            Workload workload)
            implements RunningSubject {
        static Running start(Workload workload) {
            String transactionalId = workload.topics().application() + "-" + UUID.randomUUID();
            var options = ParallelConsumerOptions.<byte[], byte[]>builder()
                    .consumer(new KafkaConsumer<>(
                            ClientSettings.standaloneConsumer(workload),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer()))
                    .producer(new KafkaProducer<>(
                            ClientSettings.standaloneProducer(workload, transactionalId),
                            new ByteArraySerializer(),
                            new ByteArraySerializer()))
                    .ordering(ProcessingOrder.UNORDERED)
                    .maxConcurrency(CONCURRENCY)
                    .batchSize(batchSize(workload))
                    .commitMode(commitMode(workload))
                    .commitInterval(Duration.ofMillis(workload.clients().commitMillis()))
                    .build();
            Running running = new Running(
                    ParallelStreamProcessor.createEosStreamProcessor(options),
                    new OnnxAnswerer(workload.inference()),
                    WorkloadSerdes.requests(workload),
                    WorkloadSerdes.results(workload),
                    workload);
            running.processor().subscribe(List.of(workload.topics().input()));
            running.processor().pollAndProduceMany(running::answer);
            return running;
        }

        private List<ProducerRecord<byte[], byte[]>> answer(PollContext<byte[], byte[]> polled) {
            List<ConsumerRecord<byte[], byte[]>> taken = polled.getConsumerRecordsFlattened();
            List<InferenceResult> answers = answerer.answerAll(taken.stream()
                    .map(each -> requests.deserializer().deserialize(each.topic(), each.headers(), each.value()))
                    .toList());
            String topic = workload.topics().output();
            return IntStream.range(0, taken.size())
                    .mapToObj(i -> new ProducerRecord<>(
                            topic,
                            null,
                            taken.get(i).timestamp(),
                            taken.get(i).key(),
                            results.serializer().serialize(topic, answers.get(i))))
                    .toList();
        }

        @Override
        public Optional<Throwable> failure() {
            return processor.isClosedOrFailed()
                    ? Optional.of(new IllegalStateException("the parallel consumer has stopped; its log says why"))
                    : Optional.empty();
        }

        @Override
        public double meanBatch() {
            return answerer.meanBatch();
        }

        @Override
        public void close() {
            try (answerer;
                    requests;
                    results) {
                processor.closeDontDrainFirst();
            }
        }
    }
}
