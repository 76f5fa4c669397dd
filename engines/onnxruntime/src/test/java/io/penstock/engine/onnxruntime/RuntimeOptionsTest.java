package io.penstock.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.penstock.engine.EngineException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeOptionsTest {
    @Test
    void leavesTheCoresBesideTheSessionsToThePoolWithoutSpinningByDefault() {
        assertThat(defaults(1, 16)).isEqualTo(new RuntimeOptions(16, 1, OptLevel.ALL_OPT, false));
        assertThat(defaults(2, 16).intraOpThreads()).isEqualTo(15);
        assertThat(defaults(2, 2).intraOpThreads()).isEqualTo(1);
        assertThat(defaults(6, 2).intraOpThreads()).isEqualTo(1);
    }

    @Test
    void computesAsManyRunsAtOnceAsThereAreCoresForTheirThreads() {
        assertThat(defaults(1, 16).runsAtOnce(1, 16)).isEqualTo(1);
        assertThat(defaults(2, 16).runsAtOnce(2, 16)).isEqualTo(2);
        assertThat(defaults(6, 2).runsAtOnce(6, 2)).isEqualTo(2);
        assertThat(RuntimeOptions.parse(Map.of("intraOpThreads", "32"), 2, 16).runsAtOnce(2, 16))
                .isEqualTo(1);
    }

    @Test
    void hasNoMoreThreadsForRunsThanThereAreSessions() {
        assertThat(RuntimeOptions.parse(Map.of("intraOpThreads", "1"), 4, 16).runsAtOnce(4, 16))
                .isEqualTo(4);
    }

    private static RuntimeOptions defaults(int sessions, int cores) {
        return RuntimeOptions.parse(Map.of(), sessions, cores);
    }

    @Test
    void readsEveryOption() {
        Map<String, String> properties =
                Map.of("intraOpThreads", "3", "interOpThreads", "2", "optimisation", "basic", "spinning", "true");

        assertThat(RuntimeOptions.parse(properties, 1, 2))
                .isEqualTo(new RuntimeOptions(3, 2, OptLevel.BASIC_OPT, true));
    }

    @Test
    void reportsEveryProblemAtOnce() {
        Map<String, String> properties = Map.of(
                "intraOpThreads", "0",
                "interopThread", "2",
                "optimisation", "max",
                "spinning", "yes",
                "workspace", "1");

        assertThatThrownBy(() -> RuntimeOptions.parse(properties, 1, 2))
                .isInstanceOf(EngineException.class)
                .hasMessage("options of ONNX Runtime: interopThread: unknown, did you mean interOpThreads?;"
                        + " workspace: unknown, known are intraOpThreads, interOpThreads, optimisation, spinning;"
                        + " intraOpThreads: must be a number of threads from 1 to 9999, is 0;"
                        + " optimisation: must be one of all, basic, extended, none, is max;"
                        + " spinning: must be true or false, is yes");
    }
}
