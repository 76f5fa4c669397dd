package io.penstock.engine.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFailureTest {
    @ParameterizedTest
    @CsvSource({
        "ORT_INVALID_ARGUMENT, indices element out of data bounds, RECORD",
        "ORT_RUNTIME_EXCEPTION, the input tensor cannot be reshaped, RECORD",
        "ORT_FAIL, dimensions do not match, RECORD",
        "ORT_RUNTIME_EXCEPTION, Failed to allocate memory for requested buffer of size 8, TRANSIENT",
        "ORT_RUNTIME_EXCEPTION, std::bad_alloc, TRANSIENT",
        "ORT_RUNTIME_EXCEPTION, Shape mismatch attempting to re-use buffer, FATAL",
        "ORT_NOT_IMPLEMENTED, no kernel, FATAL",
        "ORT_EP_FAIL, the provider failed, FATAL"
    })
    void saysHowFarAFailureReaches(OrtErrorCode code, String text, FailureCategory category) {
        assertThat(RunFailure.of(new OrtException(code, text), "m", 3).category())
                .isEqualTo(category);
    }

    @Test
    void keepsTheTextOfOnnxRuntime() {
        OrtException failure = new OrtException(OrtErrorCode.ORT_INVALID_ARGUMENT, "index 99 out of data bounds");

        assertThat(RunFailure.of(failure, "m", 3))
                .hasMessageStartingWith("ONNX Runtime failed a run: model=m, rows=3, code=ORT_INVALID_ARGUMENT: ")
                .hasMessageEndingWith("index 99 out of data bounds")
                .hasCause(failure);
    }

    @Test
    void stopsAtWhatNobodyExpected() {
        assertThat(RunFailure.of(new IllegalStateException("closed"), "m", 3))
                .hasMessage("a run broke off: model=m, rows=3: java.lang.IllegalStateException: closed")
                .returns(FailureCategory.FATAL, EngineException::category);
    }
}
