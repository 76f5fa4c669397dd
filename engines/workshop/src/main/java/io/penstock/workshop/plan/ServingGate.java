package io.penstock.workshop.plan;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.workshop.verify.Verification;

/** Lets no plan serve that was not compared with its model. */
public final class ServingGate {
    private ServingGate() {}

    /**
     * Whether the plan is verified.
     *
     * @param allowUnverified whether it may be loaded all the same; who serves it says so loudly
     * @throws PenstockException FATAL, if it is not verified and may not serve; the message names the way out
     */
    public static boolean admit(PlanManifest manifest, boolean allowUnverified) {
        if (manifest.isVerified() || allowUnverified) {
            return manifest.isVerified();
        }
        PlanKey key = manifest.key();
        throw new PenstockException(
                FailureCategory.FATAL,
                "the plan must not serve: " + reason(manifest) + ": plan=" + key.path()
                        + "; compare it with its model: penstock engine verify " + key.model() + " --model-version "
                        + key.version() + " --precision " + key.precision()
                        + ", or serve it unverified with infer.engine.allowUnverified: true");
    }

    private static String reason(PlanManifest manifest) {
        Verification verification = manifest.verification();
        if (verification == null) {
            return "it was never compared with its model";
        }
        if (!verification.engineSha256().equals(manifest.planSha256())) {
            return "its verification is that of another plan";
        }
        return "it failed its verification (" + String.join("; ", verification.failures()) + ")";
    }
}
