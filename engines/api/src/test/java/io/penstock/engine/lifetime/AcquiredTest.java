package io.penstock.engine.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcquiredTest {
    private final Acquired acquired = new Acquired();
    private final List<String> closed = new ArrayList<>();

    @Test
    void freesInReverse() {
        acquired.add(() -> closed.add("plan"));
        acquired.add(() -> closed.add("context"));

        acquired.close();

        assertThat(closed).containsExactly("context", "plan");
    }

    @Test
    void freesOnce() {
        acquired.add(() -> closed.add("plan"));

        acquired.close();
        acquired.close();

        assertThat(closed).containsExactly("plan");
    }

    @Test
    void attemptsEverythingAndThrowsTheFirstFailure() {
        acquired.add(() -> closed.add("plan"));
        acquired.add(() -> fail("second"));
        acquired.add(() -> fail("first"));

        assertThatIllegalStateException()
                .isThrownBy(acquired::close)
                .withMessage("first")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("plan");
    }

    @Test
    void keepsTheFailureThatItFreesAfter() {
        acquired.add(() -> fail("closing"));
        RuntimeException failure = new RuntimeException("opening");

        acquired.closeAfter(failure);

        assertThat(failure.getSuppressed()).hasSize(1);
    }

    private static void fail(String message) {
        throw new IllegalStateException(message);
    }
}
