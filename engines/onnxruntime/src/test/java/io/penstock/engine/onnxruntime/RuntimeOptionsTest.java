package io.penstock.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.penstock.engine.EngineException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeOptionsTest {
    @Test
    void sharesTheCoresWithoutSpinningByDefault() {
        assertThat(RuntimeOptions.parse(Map.of()))
                .isEqualTo(new RuntimeOptions(Runtime.getRuntime().availableProcessors(), 1, OptLevel.ALL_OPT, false));
    }

    @Test
    void readsEveryOption() {
        Map<String, String> properties =
                Map.of("intraOpThreads", "3", "interOpThreads", "2", "optimisation", "basic", "spinning", "true");

        assertThat(RuntimeOptions.parse(properties)).isEqualTo(new RuntimeOptions(3, 2, OptLevel.BASIC_OPT, true));
    }

    @Test
    void reportsEveryProblemAtOnce() {
        Map<String, String> properties = Map.of(
                "intraOpThreads", "0",
                "interopThread", "2",
                "optimisation", "max",
                "spinning", "yes",
                "workspace", "1");

        assertThatThrownBy(() -> RuntimeOptions.parse(properties))
                .isInstanceOf(EngineException.class)
                .hasMessage("options of ONNX Runtime: interopThread: unknown, did you mean interOpThreads?;"
                        + " workspace: unknown, known are intraOpThreads, interOpThreads, optimisation, spinning;"
                        + " intraOpThreads: must be a number of threads from 1 to 9999, is 0;"
                        + " optimisation: must be one of all, basic, extended, none, is max;"
                        + " spinning: must be true or false, is yes");
    }
}
