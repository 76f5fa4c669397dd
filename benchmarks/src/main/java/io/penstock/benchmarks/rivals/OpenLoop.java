package io.penstock.benchmarks.rivals;

import io.penstock.benchmarks.subject.Workload;
import io.penstock.topology.terminal.StopSignal;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends requests at a fixed rate, whatever becomes of them, while their answers are read. Request i is due at its own
 * moment, and its latency counts from then: a subject that stalls does not make its own requests late ones. Belongs to
 * one thread.
 */
final class OpenLoop {
    private static final double SETTLE_SECONDS = 10;
    private static final double NANOS_A_MICRO = 1e3;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final StopSignal stop;
    private final int partitions;
    private final Requests requests;
    private final Settings.LatencySettings asked;

    OpenLoop(Cluster cluster, StopSignal stop, int partitions, Requests requests, Settings.LatencySettings asked) {
        this.cluster = cluster;
        this.stop = stop;
        this.partitions = partitions;
        this.requests = requests;
        this.asked = asked;
    }

    /** When each request is due. */
    private record Schedule(long startNanos, double rate, int settling, int all) {
        long dueNanos(int request) {
            return startNanos + (long) (request / rate * 1e9);
        }
    }

    /** Measures a subject's processes at a rate; the first ten seconds do not count. */
    Latency run(List<SubjectChild> children, Workload given, double rate) {
        Workload workload = withInput(given, given.topics().output() + ".requests");
        Workload.Topics topics = workload.topics();
        cluster.createTopic(topics.input(), partitions);
        cluster.createTopic(topics.output(), partitions);
        cluster.createTopic(topics.output() + ".dead-letters", 1);
        cluster.registerAnswers(topics.output());
        children.forEach(child -> child.start(workload));
        Latency latency = measure(children, topics, rate);
        children.forEach(SubjectChild::stop);
        cluster.deleteTopics(topics.input(), topics.output(), topics.output() + ".dead-letters");
        return latency;
    }

    private static Workload withInput(Workload given, String input) {
        Workload.Topics topics = given.topics();
        return new Workload(
                new Workload.Topics(
                        topics.bootstrapServers(), topics.registry(), input, topics.output(), topics.application()),
                given.clients(),
                given.inference());
    }

    private Latency measure(List<SubjectChild> children, Workload.Topics topics, double rate) {
        int settling = (int) (SETTLE_SECONDS * rate);
        int all = settling + (int) Math.max(1, asked.seconds() * rate);
        LatencyRecorder recorder = new LatencyRecorder(asked.seconds());
        try (KafkaConsumer<byte[], byte[]> consumer = cluster.committedRecords(topics.output(), partitions);
                KafkaProducer<byte[], byte[]> producer = cluster.requestProducer(asked.lingerMillis())) {
            producer.partitionsFor(topics.input());
            long cpuBefore = cpuNanos(children);
            Schedule schedule = new Schedule(System.nanoTime(), rate, settling, all);
            Sender sender = new Sender(schedule, topics.input(), producer);
            sender.start();
            try {
                read(consumer, schedule, recorder);
            } finally {
                sender.end();
            }
            Latency.Cost cost = new Latency.Cost(
                    (cpuNanos(children) - cpuBefore) / NANOS_A_MICRO / all, Rounds.meanBatch(children));
            return Latency.of(rate, all - settling, recorder, sender.latestNanos / LatencyRecorder.NANOS_A_MILLI, cost);
        }
    }

    private static long cpuNanos(List<SubjectChild> children) {
        return children.stream().mapToLong(child -> child.observe().cpuNanos()).sum();
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, Schedule schedule, LatencyRecorder recorder) {
        BitSet answered = new BitSet(schedule.all());
        int answers = 0;
        long endNanos = schedule.dueNanos(schedule.all()) + PATIENCE.toNanos();
        while (answers < schedule.all() && System.nanoTime() < endNanos) {
            stop.check();
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                int request = Requests.number(each.key());
                if (!answered.get(request)) {
                    answered.set(request);
                    answers++;
                    if (request >= schedule.settling()) {
                        recorder.answered(
                                (request - schedule.settling()) / schedule.rate(),
                                Math.max(0, System.nanoTime() - schedule.dueNanos(request)));
                    }
                }
            }
        }
    }

    private final class Sender extends Thread {
        private final Schedule schedule;
        private final String topic;
        private final KafkaProducer<byte[], byte[]> producer;
        private volatile boolean ended;
        private volatile long latestNanos;

        Sender(Schedule schedule, String topic, KafkaProducer<byte[], byte[]> producer) {
            super("open-loop-sender");
            this.schedule = schedule;
            this.topic = topic;
            this.producer = producer;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // an answer that is missing is noticed
        public void run() {
            for (int i = 0; i < schedule.all() && !ended; i++) {
                long dueNanos = schedule.dueNanos(i);
                for (long now = System.nanoTime(); now < dueNanos; now = System.nanoTime()) {
                    LockSupport.parkNanos(this, dueNanos - now);
                }
                if (i >= schedule.settling()) {
                    latestNanos = Math.max(latestNanos, System.nanoTime() - dueNanos);
                }
                byte[] value = requests.encoded().get(i % requests.encoded().size());
                producer.send(new ProducerRecord<>(topic, i % partitions, Requests.key(i), value));
            }
        }

        void end() {
            ended = true;
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
