package io.penstock.workshop.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.PenstockException;
import org.junit.jupiter.api.Test;

class ServingGateTest {
    private static final String WAY_OUT = ": plan=digits/1/nvidia-h200-sm90-trt10.6.0-fp16; compare it with its model:"
            + " penstock engine verify digits --model-version 1 --precision fp16,"
            + " or serve it unverified with infer.engine.allowUnverified: true";

    private final PlanManifest unverified = Plans.manifest(Plans.DIGITS, Plans.sha256("plan"), 4, false);

    @Test
    void admitsAVerifiedPlan() {
        PlanManifest verified = unverified.withVerification(Plans.verification(unverified.planSha256()));

        assertThat(ServingGate.admit(verified, false)).isTrue();
    }

    @Test
    void keepsOutAPlanThatWasNeverCompared() {
        assertThatThrownBy(() -> ServingGate.admit(unverified, false))
                .isInstanceOf(PenstockException.class)
                .hasMessage("the plan must not serve: it was never compared with its model" + WAY_OUT);
    }

    @Test
    void keepsOutAPlanThatFailed() {
        PlanManifest failed = unverified.withVerification(
                Plans.verification(unverified.planSha256(), "logits: cosine is 0.9, must be at least 0.999"));

        assertThatThrownBy(() -> ServingGate.admit(failed, false))
                .hasMessage("the plan must not serve: it failed its verification"
                        + " (logits: cosine is 0.9, must be at least 0.999)" + WAY_OUT);
    }

    @Test
    void keepsOutAPlanWithTheVerificationOfAnother() {
        PlanManifest other = unverified.withVerification(Plans.verification(Plans.sha256("another")));

        assertThatThrownBy(() -> ServingGate.admit(other, false))
                .hasMessage("the plan must not serve: its verification is that of another plan" + WAY_OUT);
    }

    @Test
    void admitsAnUnverifiedPlanOnlyWhenTold() {
        assertThat(ServingGate.admit(unverified, true)).isFalse();
    }
}
