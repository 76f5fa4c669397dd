package io.penstock.inference.batching;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.inference.policy.BatchLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a request must keep to fit at all.
 *
 * @param model the model's name, for messages
 */
record RequestLimits(String model, BatchLimits limits) {
    private static final String WAY_OUT = "; send fewer rows or raise ";

    /** Why no batch will ever hold it; null if one can. */
    @Nullable
    RecordException refusal(Ticket ticket) {
        if (ticket.rows() > limits.maxRows()) {
            return new RecordException(
                    RecordFailure.TOO_LARGE,
                    "request exceeds the batch's maximum: rows=" + ticket.rows() + ", max=" + limits.maxRows()
                            + ", model=" + model + WAY_OUT + "infer.maxBatch");
        }
        return ticket.bytes() <= limits.maxInFlightBytes()
                ? null
                : new RecordException(
                        RecordFailure.TOO_LARGE,
                        "request exceeds the bytes in flight: bytes=" + ticket.bytes() + ", max="
                                + limits.maxInFlightBytes() + ", model=" + model + WAY_OUT + "infer.maxInFlightBytes");
    }
}
