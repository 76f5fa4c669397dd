package io.penstock.inference.streams;

import io.penstock.inference.Outcome;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows the records between submission and forwarding, and compares every commit with them. A partition's records are
 * reported by the thread that owns it.
 */
class Observation {
    private final Map<TopicPartition, Deque<Origin>> unforwarded = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong forwarded = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();

    void submitted(Origin origin) {
        of(origin.partition()).addLast(origin);
    }

    void forwarded(Origin origin, Outcome<Origin> outcome) {
        Origin oldest = of(origin.partition()).pollFirst();
        if (!origin.equals(oldest)) {
            violations.add("forwarded out of order: forwarded=" + origin + ", oldest=" + oldest);
        }
        forwarded.incrementAndGet();
    }

    /** A task has been closed: whatever it held is read again by the partition's next owner. */
    void closed(TopicPartition partition) {
        Deque<Origin> left = of(partition);
        abandoned.addAndGet(left.size());
        left.clear();
    }

    void committing(Map<TopicPartition, OffsetAndMetadata> offsets) {
        commits.incrementAndGet();
        offsets.forEach((partition, offset) -> {
            Origin oldest = of(partition).peekFirst();
            if (oldest != null && offset.offset() > oldest.offset()) {
                violations.add("committed past an unforwarded record: partition=" + partition + ", committed="
                        + offset.offset() + ", unforwarded=" + oldest.offset());
            }
        });
    }

    void endingTransaction() {
        transactions.incrementAndGet();
    }

    private Deque<Origin> of(TopicPartition partition) {
        return unforwarded.computeIfAbsent(partition, key -> new ConcurrentLinkedDeque<>());
    }

    Queue<String> violations() {
        return violations;
    }

    /** The records forwarded so far. */
    long forwarded() {
        return forwarded.get();
    }

    /** How often offsets were committed. */
    long commits() {
        return commits.get();
    }

    /** The transactions committed. */
    long transactions() {
        return transactions.get();
    }

    /** The records in flight when their task was closed. */
    long abandoned() {
        return abandoned.get();
    }
}
