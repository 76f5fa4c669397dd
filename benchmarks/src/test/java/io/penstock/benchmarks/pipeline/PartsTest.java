package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PartsTest {

    @Test
    void areBoundByTheEngineThatIsSlowerThanTheThreads() {
        Parts parts = Parts.of(100, 400, 400, false);

        assertThat(parts.bound()).isEqualTo("engine");
        assertThat(parts.most()).isEqualTo(100);
    }

    @Test
    void areBoundByThreadsThatReadAndPreprocessInTurn() {
        Parts parts = Parts.of(350, 400, 1_200, false);

        assertThat(parts.bound()).isEqualTo("preprocess");
        assertThat(parts.inTurn()).isEqualTo(300, within(1e-9));
        assertThat(parts.most()).isEqualTo(parts.inTurn());
    }

    @Test
    void nameReadingWhereItTakesMoreOfTheThreads() {
        assertThat(Parts.of(1_000, 400, 300, true).bound()).isEqualTo("reading");
    }
}
