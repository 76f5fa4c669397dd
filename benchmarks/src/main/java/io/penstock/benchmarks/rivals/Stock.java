package io.penstock.benchmarks.rivals;

import io.penstock.benchmarks.subject.Workload;
import io.penstock.topology.config.Guarantee;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a load in one size, and how they are asked for.
 *
 * @param load what they ask for
 * @param bytes the size that was wished for
 * @param topic the topic they are in
 * @param models the folder with the model
 * @param model the model's name
 * @param requests the requests
 * @param records how many of them are in the topic
 */
record Stock(Load load, int bytes, String topic, Path models, String model, Requests requests, int records) {
    private static final AtomicInteger RUNS = new AtomicInteger();

    /** Makes requests of one size; none is in the topic yet. */
    static Stock of(Load load, int bytes, Cluster cluster, Settings settings, Path folder) {
        String topic = "requests." + load.word() + "." + bytes;
        if (load != Load.NULL) {
            return of(load, bytes, topic, settings.models(load), load.word(), cluster, settings);
        }
        int payload = bytes;
        @Nullable Stock made = null;
        for (int attempt = 0; attempt < 3; attempt++) {
            String model = NullModel.write(folder, payload);
            made = of(load, bytes, topic, folder, model, cluster, settings);
            payload = Math.max(1, payload + bytes - made.requests().bytes());
        }
        return Objects.requireNonNull(made);
    }

    private static Stock of(
            Load load, int bytes, String topic, Path models, String model, Cluster cluster, Settings settings) {
        Stock empty = new Stock(load, bytes, topic, models, model, new Requests(List.of(), List.of(), List.of()), 0);
        Cell any = new Cell(load, bytes, 1, Guarantee.AT_LEAST_ONCE, 1, 0);
        Requests requests = Requests.of(
                empty.workload(any, "none", cluster, settings),
                settings.backlog().pool());
        int records = settings.backlog().records(load, requests.bytes());
        return new Stock(load, bytes, topic, models, model, requests, records);
    }

    /** What a subject is given, with an output topic and an application id of its own. */
    Workload workload(Cell cell, String subject, Cluster cluster, Settings settings) {
        Settings.Tuning tuning = settings.tuning();
        String run = subject + "-" + RUNS.incrementAndGet();
        return new Workload(
                new Workload.Topics(cluster.servers(), cluster.registry(), topic, "answers." + run, "rival-" + run),
                new Workload.Clients(
                        cell.guarantee(),
                        cell.threads(),
                        tuning.commitMillis(cell.guarantee()),
                        tuning.lingerMillis(),
                        tuning.pollRecords(),
                        tuning.kafka()),
                new Workload.Inference(
                        models.toAbsolutePath().toString(),
                        model,
                        load.backend(),
                        tuning.maxBatch(),
                        tuning.sessions(),
                        tuning.windowMillis(),
                        tuning.eager(),
                        tuning.engineThreads(),
                        cell.inFlightRows()));
    }
}
