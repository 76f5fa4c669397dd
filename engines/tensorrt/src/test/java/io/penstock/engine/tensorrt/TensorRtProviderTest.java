package io.penstock.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.penstock.engine.EngineProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TensorRtProviderTest {
    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(EngineProvider.class).stream().map(ServiceLoader.Provider::type))
                .contains(TensorRtProvider.class);
    }

    @Test
    void isPreferredToBackendsOnTheCpu() {
        assertThat(new TensorRtProvider().name()).isEqualTo("tensorrt");
        assertThat(new TensorRtProvider().priority()).isPositive();
    }

    @Test
    void saysWhetherItCanRunWithoutThrowing() {
        assertThatCode(() -> new TensorRtProvider().availability()).doesNotThrowAnyException();
    }
}
