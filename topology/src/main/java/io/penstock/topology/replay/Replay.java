package io.penstock.topology.replay;

import io.penstock.inference.batching.MicroBatcher;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.serde.DecodingFailure;
import io.penstock.schema.serde.PenstockSerdes;
import io.penstock.topology.pipeline.BoundStages;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * the first request's time on and compares them by id. It holds the new answers of the range in memory until they are
 * compared. Deadlines do not count. Belongs to one thread; used once.
 */
public final class Replay {
    private record Place(String id, int partition, long offset) {}

    private record Answered(Place place, SpecificRecord output) {}

    private final ReplaySettings settings;
    private final BoundStages stages;
    private final Comparison comparison;
    private final DriftCounter drift;
    private final Map<String, Answered> answered = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> repeated = new HashSet<>();
    private final SortedMap<String, Long> refused = new TreeMap<>();
    private final SortedMap<String, Long> recordedVersions = new TreeMap<>();
    private long requests;
    private long unreadable;
    private long firstMillis = Long.MAX_VALUE;

    /** @param stages the pipeline's stages, bound to the model to try */
    public Replay(ReplaySettings settings, BoundStages stages) {
        this.settings = settings;
        this.stages = stages;
        this.comparison = new Comparison(settings.tolerance());
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
        try (Deserializer<InferenceRequest> requestReader = serdes.requests().deserializer();
                Deserializer<InferenceResult> resultReader = serdes.results().deserializer();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Rescorer<Place> rescorer = new Rescorer<>(stages, batcher, this::file);
            new TopicRange(settings.requests(), settings.from(), settings.to())
                    .read(consumer, each -> score(each, requestReader, rescorer));
            rescorer.finish();
            repeated.forEach(answered::remove);
            if (!answered.isEmpty()) {
                Bound first = new Bound.AtTime(Instant.ofEpochMilli(firstMillis));
                new TopicRange(settings.results(), first, new Bound.End())
                        .read(consumer, each -> compare(each, resultReader));
            }
        }
        return report();
    }

    private void score(
            ConsumerRecord<byte[], byte[]> read, Deserializer<InferenceRequest> reader, Rescorer<Place> rescorer) {
        Optional<InferenceRequest> request = decoded(read, reader);
        if (request.isEmpty()) {
            unreadable++;
            return;
        }
        requests++;
        firstMillis = Math.min(firstMillis, Math.max(0, read.timestamp()));
        String id = request.get().getId();
        if (!ids.add(id)) {
            repeated.add(id);
        }
        rescorer.score(new Place(id, read.partition(), read.offset()), request.get());
    }

    private static <T> Optional<T> decoded(ConsumerRecord<byte[], byte[]> read, Deserializer<T> reader) {
        try {
            return Optional.ofNullable(reader.deserialize(read.topic(), read.headers(), read.value()));
        } catch (KafkaException e) {
            if (DecodingFailure.of(e) instanceof DecodingFailure.OfRegistry) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private void file(Place place, Rescorer.Scored scored) {
        SpecificRecord output = scored.output();
        if (output != null) {
            answered.put(place.id(), new Answered(place, output));
        } else if (scored.refusal() != null) {
            refused.merge(scored.refusal().failure().name(), 1L, Long::sum);
        }
    }

    /** The first result of an id counts: under at_least_once there may be more. */
    private void compare(ConsumerRecord<byte[], byte[]> read, Deserializer<InferenceResult> reader) {
        if (answered.isEmpty()) {
            return;
        }
        Optional<InferenceResult> result = decoded(read, reader);
        if (result.isEmpty()) {
            unreadable++;
            return;
        }
        Answered mine = answered.remove(result.get().getId());
        if (mine != null) {
            compare(result.get(), mine);
        }
    }

    private void compare(InferenceResult recorded, Answered mine) {
        recordedVersions.merge(recorded.getModel().getVersion(), 1L, Long::sum);
        SpecificRecord before = (SpecificRecord) recorded.getOutput();
        Place place = mine.place();
        drift.count(
                new DriftReport.Drifted(
                        place.id(), place.partition(), place.offset(), comparison.of(before, mine.output())),
                before,
                mine.output());
    }

    private DriftReport report() {
        return new DriftReport(
                stages.binding().name(),
                stages.binding().version(),
                recordedVersions,
                requests,
                drift.compared(),
                drift.agreed(),
                answered.size(),
                refused,
                repeated.size(),
                unreadable,
                drift.absolute(),
                drift.relative(),
                drift.classes(),
                drift.worst());
    }
}
