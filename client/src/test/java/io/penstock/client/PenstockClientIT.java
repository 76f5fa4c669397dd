package io.penstock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.penstock.local.LocalCluster;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.InferenceResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client against a real broker and registry, and something that answers as a pipeline does. */
@ExtendWith(SharedCluster.class)
@Timeout(120)
final class PenstockClientIT {
    private static Responder responder;

    @BeforeAll
    static void start(LocalCluster cluster) {
        responder = new Responder(cluster, "client");
    }

    @AfterAll
    static void stop() {
        responder.close();
    }

    @Test
    void answersEachRequestOfManyThreadsWithItsOwnResult() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (PenstockClient client = responder.client().maxInFlight(64).build()) {
            List<Callable<List<String>>> work = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int first = thread * 1_000;
                work.add(() -> infer(client, first, 250));
            }
            List<Future<List<String>>> answers = threads.invokeAll(work);
            for (int thread = 0; thread < 8; thread++) {
                assertThat(answers.get(thread).get()).isEqualTo(ids(thread * 1_000, 250));
            }
            assertThat(client.inFlight()).isZero();
        } finally {
            threads.shutdown();
        }
    }

    private static List<String> infer(PenstockClient client, int first, int count) {
        List<CompletableFuture<InferenceResult>> answers = ids(first, count).stream()
                .map(id -> client.infer("key-" + id, Responder.request(id)))
                .toList();
        return answers.stream().map(answer -> answer.join().getId()).toList();
    }

    private static List<String> ids(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> "r" + i).toList();
    }

    @Test
    void tellsItsAnswersFromThoseToTheSameIdOfAnotherClient() {
        var registry = new SimpleMeterRegistry();
        try (PenstockClient one = responder
                        .client()
                        .listener(ClientMeters.in(registry, "one"))
                        .build();
                PenstockClient other =
                        responder.client().timeout(Duration.ofMillis(300)).build()) {
            CompletableFuture<InferenceResult> unanswered = other.infer(Responder.request("silent"));

            assertThat(one.infer(Responder.request("same")).join().getId()).isEqualTo("same");
            assertThat(one.infer(Responder.request("same")).join().getId()).isEqualTo("same");
            assertThat(other.infer(Responder.request("same")).join().getId()).isEqualTo("same");

            assertThatThrownBy(unanswered::join).hasCauseInstanceOf(AnswerTimeoutException.class);
            assertThat(one.infer(Responder.request("last")).join().getId()).isEqualTo("last");
        }
        assertThat(registry.counter("penstock.client.ignored", "client", "one").count())
                .isPositive();
        assertThat(registry.timer("penstock.client.requests", "client", "one", "outcome", "result")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void missesNoResultRightAfterItWasBuilt() {
        for (int i = 0; i < 10; i++) {
            try (PenstockClient client = responder.client().build()) {
                assertThat(client.infer(Responder.request("first")).join().getId())
                        .isEqualTo("first");
            }
        }
    }

    @Test
    void countsTheFirstOfTwoAnswers() {
        try (PenstockClient client = responder.client().build()) {
            assertThat(client.infer(Responder.request("twice")).join().getId()).isEqualTo("twice");
            assertThat(client.infer(Responder.request("after")).join().getId()).isEqualTo("after");
        }
    }

    @Test
    void failsARequestWhoseDeadLetterComes() {
        try (PenstockClient client = responder.client().build()) {
            CompletableFuture<InferenceResult> answer = client.infer(Responder.request("dead-1"));

            assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(DeadLetterException.class, refused -> {
                        assertThat(refused.stage()).isEqualTo("preprocess");
                        assertThat(refused.category()).isEqualTo(FailureCategory.INVALID_INPUT);
                        assertThat(refused.reason()).isEqualTo("it is no image");
                        assertThat(refused)
                                .hasMessage("the pipeline refused the request: pipeline=client, stage=preprocess,"
                                        + " category=INVALID_INPUT: it is no image");
                    });
        }
    }

    @Test
    void failsARequestWhoseAnswerCannotBeRead() {
        try (PenstockClient client = responder.client().build()) {
            CompletableFuture<InferenceResult> answer = client.infer(Responder.request("garbage"));

            assertThatThrownBy(answer::join)
                    .cause()
                    .isInstanceOf(UnreadableAnswerException.class)
                    .hasMessageStartingWith("the answer cannot be read: id=garbage, topic=client.out, partition=");
        }
    }

    @Test
    void failsARequestThatNobodyAnswersInTime() {
        try (PenstockClient client =
                responder.client().timeout(Duration.ofMillis(200)).build()) {
            CompletableFuture<InferenceResult> answer = client.infer(Responder.request("silent-1"));

            assertThatThrownBy(answer::join)
                    .cause()
                    .isInstanceOf(AnswerTimeoutException.class)
                    .hasMessage("no answer came in time: id=silent-1, timeout=200 ms");
            assertThat(client.inFlight()).isZero();
        }
    }

    @Test
    void failsARequestAboveTheLimitAtOnceIfToldSo() {
        try (PenstockClient client = responder
                .client()
                .timeout(Duration.ofSeconds(3))
                .maxInFlight(1)
                .whenFull(WhenFull.FAIL)
                .build()) {
            CompletableFuture<InferenceResult> first = client.infer(Responder.request("silent-2"));

            assertThatThrownBy(client.infer(Responder.request("more"))::join)
                    .cause()
                    .isInstanceOf(OverloadedException.class)
                    .hasMessage("too many requests are in flight: id=more, maxInFlight=1");
            assertThatThrownBy(first::join).hasCauseInstanceOf(AnswerTimeoutException.class);
            assertThat(client.infer(Responder.request("later")).join().getId()).isEqualTo("later");
        }
    }

    @Test
    void letsTheCallerWaitForRoomOnceItIsFull() {
        try (PenstockClient client = responder.client().maxInFlight(2).build()) {
            List<CompletableFuture<InferenceResult>> answers = ids(0, 50).stream()
                    .map(id -> {
                        CompletableFuture<InferenceResult> answer = client.infer(Responder.request(id));
                        assertThat(client.inFlight()).isLessThanOrEqualTo(2);
                        return answer;
                    })
                    .toList();

            assertThat(answers.stream().map(answer -> answer.join().getId())).isEqualTo(ids(0, 50));
        }
    }

    @Test
    void waitsForWhatIsInFlightWhenItIsClosed(LocalCluster cluster) throws Exception {
        try (Responder slow = new Responder(cluster, "closing")) {
            PenstockClient client = slow.client().build();
            CompletableFuture<InferenceResult> held = client.infer(Responder.request("held"));
            Thread closing = new Thread(client::close);
            closing.start();
            CompletableFuture<InferenceResult> refused;
            do {
                refused = client.infer(Responder.request("late"));
            } while (!refused.isCompletedExceptionally());
            assertThat(held).isNotDone();

            slow.release();
            closing.join();

            assertThat(held.join().getId()).isEqualTo("held");
            assertThatThrownBy(refused::join)
                    .cause()
                    .isInstanceOf(ClientClosedException.class)
                    .hasMessage("the client is closed");
        }
    }

    @Test
    void sendsWithoutWaitingForAnAnswer() {
        var registry = new SimpleMeterRegistry();
        try (PenstockClient client =
                responder.client().listener(ClientMeters.in(registry, "sender")).build()) {
            client.send(Responder.request("sent")).join();

            assertThat(client.inFlight()).isZero();
        }
        assertThat(registry.counter("penstock.client.sent", "client", "sender", "taken", "true")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void failsARequestThatTheProducerRefuses() {
        try (PenstockClient client =
                responder.client().kafka(Map.of("max.request.size", "64")).build()) {
            assertThatThrownBy(client.infer(Responder.request("x".repeat(100)))::join)
                    .cause()
                    .isInstanceOf(RequestNotSentException.class)
                    .hasMessageStartingWith("the request was not sent: id=xxx");
            assertThat(client.inFlight()).isZero();
        }
    }

    @Test
    void doesNotStartWithoutItsTopics() {
        assertThatThrownBy(() -> responder
                        .client()
                        .topics("client.in", "nowhere", "client.dead")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topic does not exist: topic=nowhere");
    }
}
