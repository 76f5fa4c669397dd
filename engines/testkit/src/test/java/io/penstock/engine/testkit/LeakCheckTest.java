package io.penstock.engine.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
    private final AtomicLong live = new AtomicLong(3);
    private final LeakCheck check = LeakCheck.of("handles", live::get);

    @Test
    void passesWhenAllIsGone() {
        live.incrementAndGet();
        live.decrementAndGet();

        assertThatCode(check::verify).doesNotThrowAnyException();
    }

    @Test
    void failsOnWhatIsLeft() {
        live.incrementAndGet();

        assertThatThrownBy(check::verify)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("handles alive afterwards");
    }
}
