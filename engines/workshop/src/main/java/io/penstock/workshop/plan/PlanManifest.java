package io.penstock.workshop.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.penstock.workshop.verify.Verification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a plan; lies beside it as JSON.
 *
 * @param format the version of this document, {@link #FORMAT}
 * @param key what it is
 * @param planSha256 the hash of the plan
 * @param planBytes its size
 * @param onnxSha256 the hash of the model's ONNX file
 * @param calibrationSha256 the hash of the calibration cache it was built with, if any
 * @param driver the version of the GPU's driver where it was built
 * @param ampereOrNewer whether it runs on every GPU since Ampere, not on the target's alone
 * @param profiles its optimization profiles, in the plan's order
 * @param settings how it was built, for people
 * @param buildSeconds how long that took
 * @param builtAt when, in ISO 8601
 * @param verification how it was last compared with its model, if it was
 */
public record PlanManifest(
        int format,
        PlanKey key,
        String planSha256,
        long planBytes,
        String onnxSha256,
        @Nullable String calibrationSha256,
        String driver,
        boolean ampereOrNewer,
        List<PlanProfile> profiles,
        Map<String, String> settings,
        double buildSeconds,
        String builtAt,
        @Nullable Verification verification) {
    /** The version of the document that this code writes and reads. */
    public static final int FORMAT = 1;

    public PlanManifest {
        profiles = List.copyOf(profiles);
        settings = Map.copyOf(new TreeMap<>(settings));
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "this manifest is of another format: format=" + format + ", known=" + FORMAT);
        }
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("a plan has at least one profile: plan=" + key.path());
        }
    }

    /** The same with the outcome of a comparison. */
    public PlanManifest withVerification(Verification outcome) {
        return new PlanManifest(
                format,
                key,
                planSha256,
                planBytes,
                onnxSha256,
                calibrationSha256,
                driver,
                ampereOrNewer,
                profiles,
                settings,
                buildSeconds,
                builtAt,
                outcome);
    }

    /** Whether a passed verification of this very plan is on record. */
    @JsonIgnore
    public boolean isVerified() {
        return verification != null && verification.allows(planSha256);
    }
}
