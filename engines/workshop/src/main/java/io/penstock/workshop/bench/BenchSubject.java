package io.penstock.workshop.bench;

import io.penstock.engine.EngineInfo;

/**
 * What was measured.
 *
 * @param model the model's name
 * @param version its version
 * @param backend the backend
 * @param backendVersion its version, such as TensorRT's
 * @param precision what it computes in
 * @param device where it ran
 * @param bucket the bucket measured
 * @param engineSha256 the hash of the plan or model file that ran
 */
public record BenchSubject(
        String model,
        String version,
        String backend,
        String backendVersion,
        String precision,
        String device,
        String bucket,
        String engineSha256) {
    /** An engine in one of its buckets. */
    public static BenchSubject of(EngineInfo info, String bucket) {
        return new BenchSubject(
                info.model(),
                info.modelVersion(),
                info.backend(),
                info.backendVersion(),
                info.precision(),
                info.device(),
                bucket,
                info.hash());
    }

    /** The model and its version. */
    String title() {
        return model + "/" + version + ", bucket " + bucket;
    }

    /** What ran it. */
    String engine() {
        return backend + " " + backendVersion + " " + precision + " on " + device;
    }
}
