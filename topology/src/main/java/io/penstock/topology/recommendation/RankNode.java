package io.penstock.topology.recommendation;

import io.penstock.engine.EngineInfo;
import io.penstock.inference.Outcome;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.RecommendedItem;
import io.penstock.topology.pipeline.RecordWriter;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Makes the recommendation of ranked candidates: the best, with their scores and reasons. */
final class RankNode extends ContextualProcessor<byte[], Outcome<Ranking>, byte[], byte[]> {
    private final RankerModel model;
    private final int topK;
    private final RecordWriter<Recommendation> writer;
    private final Clock clock;

    RankNode(RankerModel model, int topK, RecordWriter<Recommendation> writer, Clock clock) {
        this.model = model;
        this.topK = topK;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void process(Record<byte[], Outcome<Ranking>> record) {
        if (record.value() instanceof Outcome.Rejected<Ranking> rejected) {
            throw rejected.reason();
        }
        Outcome.Inferred<Ranking> ranked = (Outcome.Inferred<Ranking>) record.value();
        byte[] value = writer.write(record.key(), record.headers(), recommendation(ranked, record.timestamp()));
        context().forward(record.withValue(value));
    }

    private Recommendation recommendation(Outcome.Inferred<Ranking> ranked, long eventMillis) {
        Ranking ranking = ranked.context();
        EngineInfo engine = ranked.batch().engine();
        Instant now = clock.instant();
        return Recommendation.newBuilder()
                .setEvent(ranking.event())
                .setUser(ranking.user())
                .setItems(best(ranking.candidates(), ranked.results().output(model.clickOutput())))
                .setCounters(ranking.counters())
                .setCandidates(ranking.candidates().size())
                .setModel(engine.model())
                .setModelVersion(engine.modelVersion())
                .setEngineHash(engine.hash())
                .setEndToEndMicros(TimeUnit.MILLISECONDS.toMicros(Math.max(0, now.toEpochMilli() - eventMillis)))
                .setCompletedAt(now)
                .build();
    }

    private List<RecommendedItem> best(List<Candidate> candidates, ByteBuffer scores) {
        return new BestRows(candidates, scores, topK)
                .stream()
                        .mapToObj(row -> recommended(candidates.get(row), scores.getFloat(row * Float.BYTES)))
                        .toList();
    }

    private static RecommendedItem recommended(Candidate candidate, float score) {
        return new RecommendedItem(
                candidate.item().id(),
                candidate.item().category(),
                score,
                candidate.reasons(),
                candidate.because().orElse(null));
    }
}
