package io.penstock.engine.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.engine.Completion;
import io.penstock.engine.EngineException;
import io.penstock.engine.RunReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionLifetimeTest {
    private static final RunReport REPORT = new RunReport(3, 3, 1);
    private static final Completion NOTHING = then(() -> {});

    private final SessionLifetime lifetime = new SessionLifetime("digits", "16", 8);

    private static Completion then(Runnable action) {
        return new Completion() {
            @Override
            public void completed(RunReport report) {
                action.run();
            }

            @Override
            public void failed(PenstockException failure) {
                action.run();
            }
        };
    }

    @Test
    void refusesASecondRunWhileRunning() {
        lifetime.begin(0, 1);

        assertThatThrownBy(() -> lifetime.begin(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the session is already running: session=digits[16]");
    }

    @Test
    void refusesOutputsWhileRunning() {
        lifetime.begin(0, 1);

        assertThatThrownBy(lifetime::requireCompletedRows)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the session is running: session=digits[16]");
    }

    @Test
    void refusesTheEndOfARunThatWasNotStarted() {
        assertThatThrownBy(() -> lifetime.complete(NOTHING, REPORT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the session is not running: session=digits[16]");
    }

    @Test
    void hasOutputsOfTheRowsOfTheLastRun() {
        lifetime.begin(0, 3);

        lifetime.complete(NOTHING, REPORT);

        assertThat(lifetime.requireCompletedRows()).isEqualTo(3);
    }

    @Test
    void hasNoOutputsAfterAFailedRun() {
        lifetime.begin(0, 3);
        lifetime.complete(NOTHING, REPORT);
        lifetime.begin(0, 3);

        lifetime.fail(NOTHING, new EngineException(FailureCategory.RECORD, "rejected"));

        assertThatThrownBy(lifetime::requireCompletedRows)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no run has completed: session=digits[16]");
    }

    @Test
    void startsTheNextRunFromTheCompletion() {
        lifetime.begin(0, 3);

        lifetime.complete(then(() -> lifetime.begin(3, 5)), REPORT);

        assertThatThrownBy(() -> lifetime.begin(0, 1)).hasMessageStartingWith("the session is already running");
    }

    @Test
    void staysUsableWhenACompletionThrows() {
        lifetime.begin(0, 3);
        Completion throwing = then(() -> {
            throw new IllegalStateException("thrown by the completion");
        });

        assertThatThrownBy(() -> lifetime.complete(throwing, REPORT)).hasMessage("thrown by the completion");

        assertThat(lifetime.close()).isTrue();
    }

    @Test
    void closesFromItsOwnCompletion() {
        AtomicBoolean closed = new AtomicBoolean();
        lifetime.begin(0, 3);

        lifetime.complete(then(() -> closed.set(lifetime.close())), REPORT);

        assertThat(closed).isTrue();
    }

    @Test
    void closingWaitsUntilTheCompletionHasRead() throws Exception {
        CompletableFuture<Integer> rowsRead = new CompletableFuture<>();
        lifetime.begin(0, 3);
        CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(lifetime::close);

        lifetime.complete(then(() -> rowsRead.complete(lifetime.requireCompletedRows())), REPORT);

        assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(rowsRead).isCompletedWithValue(3);
    }

    @Test
    void keepsTheInterruptThatCameWhileClosing() {
        lifetime.begin(0, 3);
        Thread closer = Thread.currentThread();
        Thread engine = new Thread(() -> {
            closer.interrupt();
            lifetime.complete(NOTHING, REPORT);
        });
        engine.start();

        lifetime.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closesOnce() {
        assertThat(lifetime.close()).isTrue();
        assertThat(lifetime.close()).isFalse();
    }

    @Test
    void refusesEverythingOnceClosed() {
        lifetime.close();

        String message = "the session is closed: session=digits[16]";
        assertThatThrownBy(lifetime::requireOpen)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> lifetime.begin(0, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(lifetime::requireCompletedRows)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }
}
