package io.penstock.topology.pipeline;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.InferenceRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Refuses requests that nobody waits for any more. */
final class Deadlines {
    private Deadlines() {}

    /** @throws RecordException EXPIRED, if the request's deadline has passed */
    static void check(InferenceRequest request, Clock clock) {
        Optional<Instant> deadline = request.getDeadline();
        if (deadline.isPresent() && deadline.get().isBefore(clock.instant())) {
            throw new RecordException(
                    RecordFailure.EXPIRED,
                    "the deadline passed before the record was decoded: deadline=" + deadline.get());
        }
    }
}
