package io.penstock.topology.recommendation;

import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;
import java.nio.ByteBuffer;
import java.util.List;

/** The candidates of one user as rows of one request. Immutable. */
final class CandidateRows implements RowSource {
    private static final int ROW_BYTES =
            Long.BYTES * (RankerModel.IDS + RankerModel.HISTORY) + Float.BYTES * Features.COUNT;

    private final RankerModel model;
    private final long user;
    private final long[] history;
    private final List<Candidate> candidates;

    /** @param recent the user's recent items, the newest first, at most {@link RankerModel#HISTORY} */
    CandidateRows(RankerModel model, String user, List<String> recent, List<Candidate> candidates) {
        this.model = model;
        this.user = model.users().number(user);
        this.history = recent.stream().mapToLong(model.items()::number).toArray();
        this.candidates = candidates;
    }

    @Override
    public int rows() {
        return candidates.size();
    }

    @Override
    public int bucket() {
        return 0;
    }

    @Override
    public long bytes() {
        return (long) candidates.size() * ROW_BYTES;
    }

    @Override
    public void writeTo(RowTarget target) {
        ByteBuffer ids = target.input(model.idsInput());
        ByteBuffer recent = target.input(model.historyInput());
        ByteBuffer dense = target.input(model.denseInput());
        for (Candidate candidate : candidates) {
            ids.putLong(user)
                    .putLong(candidate.item().number())
                    .putLong(candidate.item().categoryNumber());
            for (int at = 0; at < RankerModel.HISTORY; at++) {
                recent.putLong(at < history.length ? history[at] : Vocabulary.UNKNOWN);
            }
            candidate.features().writeTo(dense);
        }
    }
}
