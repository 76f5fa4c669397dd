package io.penstock.inference.streams;

import io.penstock.inference.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What the broker knows of an application's progress. */
final class Progress implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Topics topics;
    private final Admin admin;
    private final List<Pipeline> watched = new ArrayList<>();

    Progress(Topics topics) {
        this.topics = topics;
        this.admin = Admin.create(Map.of("bootstrap.servers", topics.bootstrapServers()));
    }

    /** From now on a thread of this instance that dies ends every wait. */
    Progress watching(Pipeline pipeline) {
        watched.add(pipeline);
        return this;
    }

    /** Returns once the output has grown by this many records; those of open or aborted transactions count. */
    void awaitMoreResults(long more) {
        long before = results();
        await(more + " more results", () -> results() >= before + more);
    }

    /** Returns once the application has committed the end of its input. */
    void awaitEverythingCommitted() {
        var ends = endOffsets(topics.inputPartitions(), IsolationLevel.READ_UNCOMMITTED);
        await("every request is committed: " + ends, () -> committed().equals(ends));
    }

    /** Returns once no transaction on the output is open: those of killed producers end by their timeout. */
    void awaitNoOpenTransaction() {
        List<TopicPartition> outputs = topics.outputPartitions();
        await("no transaction is open", () -> endOffsets(outputs, IsolationLevel.READ_COMMITTED)
                .equals(endOffsets(outputs, IsolationLevel.READ_UNCOMMITTED)));
    }

    /** Returns once the input is spread evenly over this many members: RUNNING may come before a second thread's share. */
    void awaitEvenAssignment(int members) {
        int each = topics.inputPartitions().size() / members;
        await(
                members + " members have " + each + " partitions each",
                () -> assignments().size() == members
                        && assignments().values().stream().allMatch(share -> share.size() == each));
    }

    private long results() {
        return endOffsets(topics.outputPartitions(), IsolationLevel.READ_UNCOMMITTED).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The committed offset of each input partition; those without one are missing. */
    Map<TopicPartition, Long> committed() {
        Map<TopicPartition, OffsetAndMetadata> offsets = await(admin.listConsumerGroupOffsets(topics.application())
                .partitionsToOffsetAndMetadata(topics.application()));
        Map<TopicPartition, Long> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    private Map<TopicPartition, Long> endOffsets(List<TopicPartition> partitions, IsolationLevel isolation) {
        var latest = partitions.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        var listed = await(
                admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all());
        Map<TopicPartition, Long> ends = new HashMap<>();
        listed.forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** The members of the application's group and the partitions each of them has. */
    Map<String, List<TopicPartition>> assignments() {
        var group = await(
                admin.describeConsumerGroups(List.of(topics.application())).all());
        return Objects.requireNonNull(group.get(topics.application())).members().stream()
                .collect(Collectors.toMap(
                        member -> member.consumerId(), member -> member.assignment().topicPartitions().stream()
                                .sorted(Comparator.comparing(TopicPartition::partition))
                                .toList()));
    }

    private void await(String what, Callable<Boolean> condition) {
        Await.until(what, LONGEST, PAUSE, () -> {
            watched.forEach(Pipeline::requireHealthy);
            return condition.call();
        });
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the broker did not answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
