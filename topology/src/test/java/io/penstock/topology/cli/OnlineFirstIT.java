package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.client.PenstockClient;
import io.penstock.engine.testkit.FakeDevices;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.local.LocalCluster;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.pipeline.SharedCluster;
import io.penstock.topology.stage.Stages;
import io.penstock.topology.terminal.RecordedTerminal;
import io.penstock.topology.terminal.StopRequest;
import io.penstock.topology.terminal.StopSignal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scoring job through the topics beside online traffic, on an engine whose every run takes 40 ms and which the job
 * saturates.
 */
@ExtendWith(SharedCluster.class)
@Timeout(180)
final class OnlineFirstIT {
    private static final Duration RUN = Duration.ofMillis(40);
    private static final Duration GAP = Duration.ofMillis(40);
    /** Less is not told from the noise of a busy machine. */
    private static final Duration FLOOR = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REQUESTS = 250;
    /** A stop of the machine makes the p99 of one of them long, a job that goes first that of all. */
    private static final int TURNS = 3;

    private static final int MAX_ROWS = 16;
    private static final int ROWS = 200_000;
    private static final int MANY_RUNS = 100;

    @TempDir
    private Path folder = Path.of("");

    private record Job(CompletableFuture<Integer> exitCode, RecordedTerminal terminal, StopSignal stop) {}

    @Test
    void keepsTheOnlineP99WithinTwiceItsValueWithoutTheJob(LocalCluster cluster) throws Exception {
        Path file = pipeline(cluster);
        FakeDevices devices = FakeDevices.customised((device, engine) -> engine.delayed(RUN));
        try (Pipeline pipeline =
                        Pipeline.start(PipelineConfig.load(file), Stages.load(), Backends.of(List.of(devices)));
                PenstockClient client = client(cluster)) {
            pipeline.awaitReady(PATIENCE);
            p99(client, REQUESTS / 5);
            Duration bound = max(p99(client, REQUESTS), FLOOR).multipliedBy(2);
            Job job = start(file);
            FakeEngine engine = devices.engine(0).orElseThrow();
            awaitRuns(engine, engine.runs() + MANY_RUNS);

            List<Duration> beside = new ArrayList<>();
            do {
                beside.add(p99(client, REQUESTS));
            } while (beside.size() < TURNS && beside.get(beside.size() - 1).compareTo(bound) > 0);

            awaitRuns(engine, engine.runs() + MANY_RUNS);
            job.stop().request(StopRequest.INTERRUPTED);
            assertThat(job.exitCode().join())
                    .as("%s", job.terminal().err())
                    .isEqualTo(StopRequest.INTERRUPTED.exitCode());
            assertThat(beside).anySatisfy(p99 -> assertThat(p99).isLessThanOrEqualTo(bound));
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Path pipeline(LocalCluster cluster) throws IOException {
        String broker = cluster.broker().bootstrapServers();
        String registry = cluster.registry().url();
        HalvingModel.writeTo(folder, broker, registry);
        cluster.broker()
                .createTopics(Map.of("first.requests", 3, "first.batch", 3, "first.results", 3, "first.dead", 1));
        return Files.writeString(
                folder.resolve("pipeline.yaml"),
                """
                name: first
                kafka:       { bootstrap.servers: "%s" }
                registry:    { url: "%s" }
                input:       { topic: first.requests, batchTopic: first.batch }
                models: models
                preprocess:  { type: json, fields: [{ name: value }] }
                infer:       { model: half, maxBatch: %d, window: 20ms, sessions: 2 }
                postprocess: { type: regression, names: [half] }
                output:      { topic: first.results }
                deadLetters: { topic: first.dead, maxRecordBytes: 64KiB }
                http:        { port: 0 }
                guarantee:   at_least_once
                """
                        .formatted(broker, registry, MAX_ROWS));
    }

    private static PenstockClient client(LocalCluster cluster) {
        return PenstockClient.builder()
                .bootstrapServers(cluster.broker().bootstrapServers())
                .registry(cluster.registry().url())
                .topics("first.requests", "first.results", "first.dead")
                .timeout(PATIENCE)
                .build();
    }

    private Job start(Path pipeline) throws IOException {
        String rows =
                IntStream.range(0, ROWS).mapToObj(Integer::toString).collect(Collectors.joining("\n", "value\n", "\n"));
        Path input = Files.writeString(folder.resolve("rows.csv"), rows);
        RecordedTerminal terminal = new RecordedTerminal();
        StopSignal stop = new StopSignal();
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(() -> PenstockCommand.line(terminal.terminal(), stop)
                        .execute(
                                "score",
                                "-f",
                                pipeline.toString(),
                                "--input",
                                input.toString(),
                                "--output",
                                folder.resolve("scores").toString()));
        return new Job(exitCode, terminal, stop);
    }

    private static void awaitRuns(FakeEngine engine, long runs) {
        long start = System.nanoTime();
        while (engine.runs() < runs) {
            assertThat(System.nanoTime() - start).as("the job goes on").isLessThan(PATIENCE.toNanos());
            LockSupport.parkNanos(GAP.toNanos());
        }
    }

    /** Of so many requests that come at random, from when each was due. */
    private static Duration p99(PenstockClient client, int requests) {
        Random random = new Random(1);
        List<CompletableFuture<Long>> latencies = new ArrayList<>();
        long due = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            due += (long) (-Math.log(1 - random.nextDouble()) * GAP.toNanos());
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long start = due;
            latencies.add(client.infer(request(i)).thenApply(result -> System.nanoTime() - start));
        }
        return Duration.ofNanos(latencies.stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList()
                .get(requests * 99 / 100));
    }

    private static InferenceRequest request(int number) {
        byte[] json = "{\"value\":%d}".formatted(number).getBytes(StandardCharsets.UTF_8);
        return InferenceRequest.newBuilder()
                .setId("online-" + number)
                .setInput(new EncodedPayload("application/json", ByteBuffer.wrap(json)))
                .build();
    }
}
