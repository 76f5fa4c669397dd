package io.penstock.workshop.verify;

import io.penstock.engine.Bucket;
import io.penstock.workshop.samples.Samples;

/**
 * Rows to compare in one bucket.
 *
 * @param bucket the bucket
 * @param samples rows of its shape, at least one
 * @param description what they are, for the record
 */
public record Sampled(Bucket bucket, Samples samples, String description) {
    public Sampled {
        if (samples.size() < 1) {
            throw new IllegalArgumentException(
                    "there are no samples to compare: bucket=" + bucket.name() + ", samples=" + description);
        }
    }
}
