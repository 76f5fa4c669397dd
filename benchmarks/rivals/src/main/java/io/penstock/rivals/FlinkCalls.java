package io.penstock.rivals;

import io.penstock.benchmarks.subject.Protocol;
import io.penstock.benchmarks.subject.Workload;
import io.penstock.benchmarks.subject.WorkloadSerdes;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous function: ONNX Runtime's client is synchronous, so its calls run in a thread pool, as Flink's
 * documentation has it for such clients. One for each subtask, which owns pool, model and serdes.
 */
final class FlinkCalls extends RichAsyncFunction<Tuple2<byte[], byte[]>, Tuple2<byte[], byte[]>> {
    private static final long serialVersionUID = 1;
    private static final long CALL_SECONDS = 30;

    private final String workload;
    private transient @Nullable Client client;

    private record Client(
            Workload workload,
            OnnxAnswerer answerer,
            Serde<InferenceRequest> requests,
            Serde<InferenceResult> results,
            ExecutorService pool) {
        static Client open(Workload workload) {
            return new Client(
                    workload,
                    new OnnxAnswerer(workload.inference()),
                    WorkloadSerdes.requests(workload),
                    WorkloadSerdes.results(workload),
                    Executors.newFixedThreadPool(workload.inference().sessions()));
        }

        Tuple2<byte[], byte[]> answer(Tuple2<byte[], byte[]> request) {
            InferenceResult answer = answerer.answer(
                    requests.deserializer().deserialize(workload.topics().input(), request.f1));
            return Tuple2.of(
                    request.f0, results.serializer().serialize(workload.topics().output(), answer));
        }

        void close() {
            pool.shutdown();
            try (answerer;
                    requests;
                    results) {
                pool.awaitTermination(CALL_SECONDS, TimeUnit.SECONDS); // the model must not go under a call
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    FlinkCalls(Workload workload) {
        this.workload = Protocol.line(workload);
    }

    @Override
    public void open(OpenContext context) {
        client = Client.open(Protocol.value(workload, Workload.class));
    }

    @Override
    public void asyncInvoke(Tuple2<byte[], byte[]> request, ResultFuture<Tuple2<byte[], byte[]>> answer) {
        Client opened = Objects.requireNonNull(client, "open comes first");
        opened.pool().execute(() -> {
            try {
                answer.complete(List.of(opened.answer(request)));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    @Override
    public void close() {
        Client opened = client;
        if (opened != null) {
            opened.close();
        }
    }
}
