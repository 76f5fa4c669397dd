package io.penstock.rivals;

import io.penstock.benchmarks.subject.ClientSettings;
import io.penstock.benchmarks.subject.RunningSubject;
import io.penstock.benchmarks.subject.Subject;
import io.penstock.benchmarks.subject.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Flink on its local cluster, as its documentation has it: <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/dev/datastream/operators/asyncio/">asynchronous
 * I/O</a> in the order of its input, as every answer of Penstock's is, with the default capacity; the <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/connectors/datastream/kafka/">Kafka connector</a>
 * with transactions for exactly once; a checkpoint at each commit interval; objects reused between chained operators.
 * Asynchronous I/O calls with one record at a time: Flink 2.2 has no way to hand it several. It
 * runs with the version of Kafka's clients that its connector was built with: it reaches into their transactions.
 */
public final class FlinkSubject implements Subject {
    private static final int CAPACITY = 100;
    private static final long CALL_SECONDS = 60;

    /** Found by {@link java.util.ServiceLoader}. */
    public FlinkSubject() {}

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public String title() {
        return "Flink asynchronous I/O";
    }

    @Override
    public Map<String, String> settings(Workload workload) {
        return Map.of(
                "parallelism",
                Integer.toString(workload.clients().threads()),
                "asyncIO",
                "orderedWait, capacity " + CAPACITY + " of each subtask",
                "calls at once",
                workload.inference().sessions() + " of each subtask",
                "checkpoints",
                "every " + workload.clients().commitMillis() + " ms, " + mode(workload),
                "sink",
                guarantee(workload).name(),
                "object reuse",
                "enabled",
                "kafka-clients",
                AppInfoParser.getVersion(),
                "intra-op threads",
                Integer.toString(workload.inference().engineThreads()),
                "source",
                "https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/dev/datastream/operators/asyncio/");
    }

    private static CheckpointingMode mode(Workload workload) {
        return workload.exactlyOnce() ? CheckpointingMode.EXACTLY_ONCE : CheckpointingMode.AT_LEAST_ONCE;
    }

    private static DeliveryGuarantee guarantee(Workload workload) {
        return workload.exactlyOnce() ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE;
    }

    @Override
    public RunningSubject start(Workload workload) {
        try {
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(
                    workload.clients().threads(), configuration());
            environment.enableCheckpointing(workload.clients().commitMillis(), mode(workload));
            environment.getConfig().enableObjectReuse();
            DataStream<Tuple2<byte[], byte[]>> requests = environment.fromSource(
                    source(workload), WatermarkStrategy.noWatermarks(), "requests", KeyedBytes.TYPE);
            AsyncDataStream.orderedWait(requests, new FlinkCalls(workload), CALL_SECONDS, TimeUnit.SECONDS, CAPACITY)
                    .returns(KeyedBytes.TYPE)
                    .sinkTo(sink(workload));
            return new Running(environment.executeAsync("rival"), Files.createTempDirectory("savepoints-"));
        } catch (IOException e) {
            throw new IllegalStateException("no folder for savepoints: " + e.getMessage(), e);
        } catch (Exception e) { // what executeAsync declares
            throw new IllegalStateException("Flink does not start: " + e.getMessage(), e);
        }
    }

    /** A job that fails shall be seen to fail. */
    private static Configuration configuration() {
        return new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    }

    private static KafkaSource<Tuple2<byte[], byte[]>> source(Workload workload) {
        return KafkaSource.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(workload.topics().bootstrapServers())
                .setTopics(workload.topics().input())
                .setGroupId(workload.topics().application())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new KeyedBytes.Reader())
                .setProperties(properties(ClientSettings.consumer(workload)))
                .build();
    }

    private static KafkaSink<Tuple2<byte[], byte[]>> sink(Workload workload) {
        return KafkaSink.<Tuple2<byte[], byte[]>>builder()
                .setBootstrapServers(workload.topics().bootstrapServers())
                .setRecordSerializer(new KeyedBytes.Writer(workload))
                .setDeliveryGuarantee(guarantee(workload))
                .setTransactionalIdPrefix(workload.topics().application())
                .setKafkaProducerConfig(properties(producer(workload)))
                .build();
    }

    /** Flink's default for transactions is an hour, more than a broker allows by default. */
    private static Map<String, Object> producer(Workload workload) {
        Map<String, Object> settings = new HashMap<>(ClientSettings.producer(workload));
        settings.put("transaction.timeout.ms", 600_000);
        return settings;
    }

    private static Properties properties(Map<String, Object> settings) {
        Properties properties = new Properties();
        settings.forEach((key, value) -> properties.put(key, value.toString()));
        return properties;
    }

    private record Running(JobClient job, CompletableFuture<JobExecutionResult> result, Path savepoints)
            implements RunningSubject {
        Running(JobClient job, Path savepoints) {
            this(job, job.getJobExecutionResult(), savepoints);
        }

        @Override
        public Optional<Throwable> failure() {
            return result.isCompletedExceptionally()
                    ? Optional.of(result.handle((done, thrown) -> thrown).join())
                    : Optional.empty();
        }

        /** Drains: a savepoint would keep the calls in flight, and their requests stay without an answer behind its offsets. */
        @Override
        public void close() {
            try {
                job.stopWithSavepoint(true, savepoints.toUri().toString(), SavepointFormatType.NATIVE)
                        .join();
                result.join();
            } catch (CompletionException e) {
                throw new IllegalStateException("Flink does not stop: " + e.getMessage(), e);
            }
        }
    }
}
