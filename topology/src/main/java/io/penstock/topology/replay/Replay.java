package io.penstock.topology.replay;

import io.penstock.inference.batching.MicroBatcher;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.DecodingFailure;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.pipeline.BoundStages;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * One replay: it reads the requests of a range, scores each again in this process, then reads the recorded results from
 * the first request's time on and compares them by id. Answers and results wait in temporary files, so that memory does not
 * grow with the range. Deadlines do not count. Belongs to one thread; used once.
 */
public final class Replay {
    private final ReplaySettings settings;
    private final BoundStages stages;
    private final Comparison comparison;
    private final DriftCounter drift;
    private final ReplayListener listener;
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private final SortedMap<String, Long> recordedVersions = new TreeMap<>();
    private long requests;
    private long unreadable;
    private long firstMillis = Long.MAX_VALUE;

    /** @param stages the pipeline's stages, bound to the model to try */
    public Replay(ReplaySettings settings, BoundStages stages, ReplayListener listener) {
        this.settings = settings;
        this.stages = stages;
        this.listener = listener;
        this.comparison = new Comparison(settings.tolerance(), settings.minIou());
        this.drift = new DriftCounter(settings.worst());
    }

    /**
     * Replays the range.
     *
     * @param batcher runs the engine of the stages' model
     * @throws io.penstock.PenstockException if a topic is missing, or the engine or the registry fails
     */
    public DriftReport run(MicroBatcher batcher) {
        PenstockSerdes serdes = PenstockSerdes.configuredWith(settings.serdes());
        Map<String, Object> properties = new HashMap<>(settings.consumer());
        properties.remove("group.id");
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        try (SpilledJoin join = SpilledJoin.in(settings.temporary());
                Deserializer<InferenceRequest> requestReader = serdes.requests().deserializer();
                Deserializer<InferenceResult> resultReader = serdes.results().deserializer();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Rescorer<Place> rescorer = new Rescorer<>(stages, batcher, (place, scored) -> file(place, scored, join));
            new TopicRange(settings.requests(), settings.from(), settings.to())
                    .read(consumer, each -> score(each, requestReader, rescorer), listener::onRequests);
            rescorer.finish();
            if (requests > 0) {
                Bound first = new Bound.AtTime(Instant.ofEpochMilli(firstMillis));
                new TopicRange(settings.results(), first, new Bound.End())
                        .read(consumer, each -> keep(each, resultReader, join), listener::onResults);
            }
            return report(join.join(this::compare));
        }
    }

    private void score(
            ConsumerRecord<byte[], byte[]> read, Deserializer<InferenceRequest> reader, Rescorer<Place> rescorer) {
        decoded(read, reader).ifPresent(request -> {
            requests++;
            firstMillis = Math.min(firstMillis, Math.max(0, read.timestamp()));
            rescorer.score(new Place(request.getId(), read.partition(), read.offset()), request);
        });
    }

    private void keep(ConsumerRecord<byte[], byte[]> read, Deserializer<InferenceResult> reader, SpilledJoin join) {
        decoded(read, reader).ifPresent(join::add);
    }

    private <T> Optional<T> decoded(ConsumerRecord<byte[], byte[]> read, Deserializer<T> reader) {
        try {
            Optional<T> decoded = Optional.ofNullable(reader.deserialize(read.topic(), read.headers(), read.value()));
            unreadable += decoded.isEmpty() ? 1 : 0;
            return decoded;
        } catch (KafkaException e) {
            if (DecodingFailure.of(e) instanceof DecodingFailure.OfRegistry) {
                throw e;
            }
            unreadable++;
            return Optional.empty();
        }
    }

    private void file(Place place, Rescorer.Scored scored, SpilledJoin join) {
        if (scored.refusal() != null) {
            refused.merge(scored.refusal().failure().name(), 1L, Long::sum);
        }
        join.add(new Answered(place, scored.output()));
    }

    private void compare(Answered answered, InferenceResult recorded) {
        recordedVersions.merge(recorded.getModel().getVersion(), 1L, Long::sum);
        SpecificRecord before = (SpecificRecord) recorded.getOutput();
        SpecificRecord after = Objects.requireNonNull(answered.output(), "only answers are compared");
        Place place = answered.place();
        drift.count(
                new DriftReport.Drifted(place.id(), place.partition(), place.offset(), comparison.of(before, after)),
                before,
                after);
    }

    private DriftReport report(SpilledJoin.Left left) {
        return new DriftReport(
                stages.binding().name(),
                stages.binding().version(),
                recordedVersions,
                requests,
                drift.compared(),
                drift.agreed(),
                left.withoutResult(),
                refused,
                left.ambiguous(),
                unreadable,
                drift.absolute(),
                drift.relative(),
                drift.shifts().classes(),
                drift.shifts().numbers(),
                drift.worst());
    }
}
