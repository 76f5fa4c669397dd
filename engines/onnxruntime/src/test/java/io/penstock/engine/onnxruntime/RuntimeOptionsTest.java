package io.penstock.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.penstock.engine.EngineException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeOptionsTest {
    @Test
    void sharesTheCoresOutAmongTheSessionsWithoutSpinningByDefault() {
        int cores = Runtime.getRuntime().availableProcessors();

        assertThat(RuntimeOptions.parse(Map.of(), 1)).isEqualTo(new RuntimeOptions(cores, 1, OptLevel.ALL_OPT, false));
        assertThat(RuntimeOptions.parse(Map.of(), cores).intraOpThreads()).isEqualTo(1);
        assertThat(RuntimeOptions.parse(Map.of(), 3 * cores).intraOpThreads()).isEqualTo(1);
    }

    @Test
    void computesAsManyRunsAtOnceAsTheCoresHaveThreadsFor() {
        int cores = Runtime.getRuntime().availableProcessors();

        assertThat(RuntimeOptions.parse(Map.of("intraOpThreads", "1"), 3 * cores)
                        .runsAtOnce())
                .isEqualTo(cores);
        assertThat(RuntimeOptions.parse(Map.of("intraOpThreads", Integer.toString(cores)), 2)
                        .runsAtOnce())
                .isEqualTo(1);
        assertThat(RuntimeOptions.parse(Map.of("intraOpThreads", Integer.toString(2 * cores)), 2)
                        .runsAtOnce())
                .isEqualTo(1);
    }

    @Test
    void readsEveryOption() {
        Map<String, String> properties =
                Map.of("intraOpThreads", "3", "interOpThreads", "2", "optimisation", "basic", "spinning", "true");

        assertThat(RuntimeOptions.parse(properties, 1)).isEqualTo(new RuntimeOptions(3, 2, OptLevel.BASIC_OPT, true));
    }

    @Test
    void reportsEveryProblemAtOnce() {
        Map<String, String> properties = Map.of(
                "intraOpThreads", "0",
                "interopThread", "2",
                "optimisation", "max",
                "spinning", "yes",
                "workspace", "1");

        assertThatThrownBy(() -> RuntimeOptions.parse(properties, 1))
                .isInstanceOf(EngineException.class)
                .hasMessage("options of ONNX Runtime: interopThread: unknown, did you mean interOpThreads?;"
                        + " workspace: unknown, known are intraOpThreads, interOpThreads, optimisation, spinning;"
                        + " intraOpThreads: must be a number of threads from 1 to 9999, is 0;"
                        + " optimisation: must be one of all, basic, extended, none, is max;"
                        + " spinning: must be true or false, is yes");
    }
}
