package io.penstock.topology.pipeline;

import io.penstock.PenstockException;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a stage for one record. Whatever the stage throws on its own account concerns that record alone. */
final class StageCall {
    private static final Logger LOG = LoggerFactory.getLogger(StageCall.class);

    private StageCall() {}

    /**
     * What the stage makes of the record.
     *
     * @throws RefusedRecord if it refuses the record, or fails in a way nobody foresaw
     * @throws PenstockException a failure that is not the record's, as it is
     */
    static <T> T of(String stage, String requestId, Supplier<T> call) {
        try {
            return call.get();
        } catch (RecordException e) {
            throw new RefusedRecord(stage, requestId, e);
        } catch (PenstockException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setMessage("A stage failed in a way nobody foresaw; its record becomes a dead letter")
                    .addKeyValue("stage", stage)
                    .setCause(e)
                    .log();
            throw new RefusedRecord(stage, requestId, new RecordException(RecordFailure.INTERNAL, e.toString(), e));
        }
    }
}
