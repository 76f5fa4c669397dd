package io.penstock.engine;

import java.util.List;

/**
 * What an engine is and what it serves. Immutable.
 *
 * @param info what computes, and which file
 * @param signature the model's inputs and outputs
 * @param buckets the buckets it serves, smallest first
 * @param maxRows the most rows one run takes
 */
public record EngineDescription(EngineInfo info, Signature signature, List<Bucket> buckets, int maxRows) {
    public EngineDescription {
        buckets = List.copyOf(buckets);
        if (buckets.isEmpty() || maxRows < 1) {
            throw new IllegalArgumentException("an engine serves at least one bucket and one row: model=" + info.model()
                    + ", buckets=" + buckets.stream().map(Bucket::name).toList() + ", maxRows=" + maxRows);
        }
    }

    /** Its model as messages name it, such as {@code digits/1}. */
    public String name() {
        return info.model() + "/" + info.modelVersion();
    }
}
