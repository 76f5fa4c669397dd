package io.penstock.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TelemetryTest {
    @Test
    void aShortCommandLineIsSafe() {
        assertThat(Telemetry.obstacle(null, 3_900, true)).isEmpty();
    }

    @Test
    void aLongCommandLineIsRefusedWithTheWayOut() {
        assertThat(Telemetry.obstacle(null, 3_901, true))
                .hasValue("its telemetry client would crash the JVM on a command line of more than 3900 bytes:"
                        + " bytes=3901; set ORT_DISABLE_TELEMETRY=1 in the environment");
    }

    @Test
    void aMachineWithoutAShellIsRefusedWithTheWayOut() {
        assertThat(Telemetry.obstacle(null, 100, false))
                .hasValue("its telemetry client would crash the JVM where there is no /bin/sh;"
                        + " set ORT_DISABLE_TELEMETRY=1 in the environment");
    }

    @Test
    void nothingIsRefusedOnceItIsDisabled() {
        assertThat(Telemetry.obstacle("1", 10_000, false)).isEmpty();
    }

    @Test
    void theRuntimeLoadsHere() {
        assertThat(Telemetry.obstacle()).isEmpty();
    }
}
