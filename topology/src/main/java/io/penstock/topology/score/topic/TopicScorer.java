package io.penstock.topology.score.topic;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.config.ProducerDefaults;
import io.penstock.topology.pipeline.RequestPriority;
import io.penstock.topology.score.Answer;
import io.penstock.topology.score.AnswerCells;
import io.penstock.topology.score.RowScorer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Scores rows through the topics of a deployed pipeline: each row is a request under its id, and its answer the first result
 * or dead letter with that id, so that a row that is asked for twice has one answer. Requests say that nobody waits for
 * them. Thread-safe.
 */
public final class TopicScorer implements RowScorer, AutoCloseable {
    private static final int CHUNK_ROWS = 500;
    private static final int CHUNKS = 16;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CHECK = Duration.ofMillis(200);

    private final String topic;
    private final Duration patience;
    private final KafkaProducer<byte[], InferenceRequest> producer;
    private final AnswerReader answers;

    /**
     * Connects. Answers that come from now on are seen.
     *
     * @param patience how long to wait while no answer comes at all
     */
    public TopicScorer(Clients clients, AnswerCells cells, Duration patience) {
        this.topic = clients.requests();
        this.patience = patience;
        this.answers = AnswerReader.start(clients, cells);
        try {
            producer = new KafkaProducer<>(
                    ProducerDefaults.with(clients.producer()),
                    new ByteArraySerializer(),
                    clients.serdes().requests().serializer());
        } catch (RuntimeException failure) {
            answers.close();
            throw failure;
        }
    }

    @Override
    public int chunkRows() {
        return CHUNK_ROWS;
    }

    @Override
    public int chunks() {
        return CHUNKS;
    }

    @Override
    public String model() {
        return answers.model();
    }

    @Override
    public List<Answer> score(List<Request> rows) throws InterruptedException {
        List<CompletableFuture<Answer>> coming = new ArrayList<>(rows.size());
        for (Request row : rows) {
            coming.add(ask(row));
        }
        List<Answer> all = new ArrayList<>(rows.size());
        for (CompletableFuture<Answer> each : coming) {
            all.add(await(each));
        }
        return all;
    }

    private CompletableFuture<Answer> ask(Request row) {
        InferenceRequest request;
        try {
            request = InferenceRequest.newBuilder()
                    .setId(row.id())
                    .setInput(row.row().payload())
                    .setCreatedAt(Instant.now())
                    .build();
        } catch (RecordException e) {
            return CompletableFuture.completedFuture(
                    new Answer.Refused(e.failure().name(), String.valueOf(e.getMessage())));
        }
        CompletableFuture<Answer> answer = answers.expect(row.id());
        byte[] key = row.id().getBytes(StandardCharsets.UTF_8);
        try {
            ProducerRecord<byte[], InferenceRequest> record = new ProducerRecord<>(topic, key, request);
            record.headers().add(RequestPriority.batch());
            var unused = producer.send(record, (done, thrown) -> {
                if (thrown != null) {
                    answer.completeExceptionally(notSent(thrown));
                }
            });
        } catch (KafkaException e) {
            throw notSent(e);
        }
        return answer;
    }

    private PenstockException notSent(Exception thrown) {
        return new PenstockException(
                FailureCategory.TRANSIENT,
                "a request was not sent: topic=" + topic + ": " + thrown.getMessage(),
                thrown);
    }

    private Answer await(CompletableFuture<Answer> answer) throws InterruptedException {
        while (true) {
            try {
                return answer.get(CHECK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                answers.check(patience);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException unchecked
                        ? unchecked
                        : new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        try {
            producer.close(CLOSE_TIMEOUT);
        } finally {
            answers.close();
        }
    }
}
