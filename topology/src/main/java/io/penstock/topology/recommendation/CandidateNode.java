package io.penstock.topology.recommendation;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.inference.Submission;
import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.EventType;
import io.penstock.schema.recommendation.UserHistory;
import io.penstock.schema.recommendation.UserProfile;
import io.penstock.topology.pipeline.RecordReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The stateful step: counts an event, once however often it comes, and makes one request of the candidates for its user.
 * An event that it cannot read changes nothing. Used on the task's StreamThread only.
 */
final class CandidateNode implements Processor<byte[], byte[], byte[], Submission<Ranking>> {
    private final RecordReader<Event> reader;
    private final RankerModel model;
    private final Catalogue catalogue;
    private final int most;
    private final boolean answersRepeated;
    private @Nullable Task task;

    /** What belongs to a task from {@code init} on. */
    private record Task(
            ProcessorContext<byte[], Submission<Ranking>> context,
            KeyValueStore<String, UserHistory> histories,
            KeyValueStore<String, UserProfile> profiles,
            CandidateSource candidates) {}

    /**
     * A step.
     *
     * @param most the most candidates
     * @param answersRepeated whether an event that comes again, and is not counted again, gets candidates again: after a
     *     crash its state may be there without its recommendation, unless both are of one transaction
     */
    CandidateNode(
            RecordReader<Event> reader, RankerModel model, Catalogue catalogue, int most, boolean answersRepeated) {
        this.reader = reader;
        this.model = model;
        this.catalogue = catalogue;
        this.most = most;
        this.answersRepeated = answersRepeated;
    }

    /** Also called again on the same instance when Streams revives a task: what is in memory is read from its stores. */
    @Override
    public void init(ProcessorContext<byte[], Submission<Ranking>> context) {
        task = new Task(
                context,
                context.getStateStore(State.HISTORIES),
                context.getStateStore(State.PROFILES),
                CandidateSource.of(catalogue, new ItemCounters(context.getStateStore(State.ITEMS))));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Task of = Objects.requireNonNull(task, "init comes first");
        Event event = checked(reader.read(record.value(), record.headers()), record.key());
        History before = History.of(of.histories().get(event.getUser()));
        boolean isRepeated = before.has(event);
        if (isRepeated && !answersRepeated) {
            return;
        }
        if (catalogue.isEmpty()) {
            throw nothing(event, "the catalogue has no items");
        }
        History after = isRepeated ? before : counted(of, event, before);
        List<Candidate> candidates = CandidateSelection.pick(of.candidates(), after, interests(of, event), most);
        if (candidates.isEmpty()) {
            throw nothing(event, "its user has just bought all there is");
        }
        of.context().forward(record.withValue(submission(event, after, candidates)));
    }

    private static RecordException nothing(Event event, String reason) {
        return new RecordException(
                RecordFailure.INVALID_INPUT, "there is nothing to recommend, " + reason + ": event=" + event.getId());
    }

    private History counted(Task of, Event event, History before) {
        String category =
                catalogue.find(event.getItem()).map(CatalogueItem::category).orElse("");
        History after = before.with(event, category);
        of.histories().put(event.getUser(), after.kept());
        of.candidates().counters().count(event.getItem(), before.recentItems(ItemCounters.CLOSE));
        return after;
    }

    private static Event checked(Event event, byte @Nullable [] key) {
        if (event.getId().isEmpty() || event.getItem().isEmpty() || event.getType() == EventType.UNKNOWN) {
            throw new RecordException(
                    RecordFailure.INVALID_INPUT,
                    "an event needs an id, an item and a type: id=" + event.getId() + ", item=" + event.getItem()
                            + ", type=" + event.getType());
        }
        if (event.getUser().isEmpty() || !Arrays.equals(event.getUser().getBytes(StandardCharsets.UTF_8), key)) {
            throw new RecordException(
                    RecordFailure.INVALID_INPUT,
                    "an event's key must be its user, so that all of a user's events are in one partition: user="
                            + event.getUser());
        }
        return event;
    }

    private static Set<String> interests(Task of, Event event) {
        @Nullable UserProfile profile = of.profiles().get(event.getUser());
        return profile == null ? Set.of() : Set.copyOf(profile.getInterests());
    }

    private Submission<Ranking> submission(Event event, History history, List<Candidate> candidates) {
        List<String> recent = history.recentItems(RankerModel.HISTORY);
        return new Submission<>(
                new CandidateRows(model, event.getUser(), recent, candidates),
                Submission.NO_DEADLINE,
                new Ranking(event.getId(), event.getUser(), history.counters(), candidates));
    }

    @Override
    public void close() {
        task = null;
    }
}
