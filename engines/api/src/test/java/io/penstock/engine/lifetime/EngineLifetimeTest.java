package io.penstock.engine.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.EngineDescription;
import io.penstock.engine.EngineInfo;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.engine.TensorSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineLifetimeTest {
    private static final Bucket SHORT = new Bucket("16", List.of(Shape.of(16)));

    private final AtomicInteger freed = new AtomicInteger();
    private static final EngineDescription DIGITS = new EngineDescription(
            new EngineInfo("fake", "1", "cpu", "digits", "1", "fp32", "0", true),
            new Signature(
                    List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, 4))),
                    List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1, 2)))),
            List.of(SHORT),
            8);

    private final EngineLifetime lifetime = new EngineLifetime(DIGITS, freed::incrementAndGet);

    @Test
    void freesOnceAfterTheLastSession() {
        String session = lifetime.openSession(SHORT, () -> "session");
        lifetime.close();
        lifetime.close();
        assertThat(freed).hasValue(0);

        lifetime.closeSession();

        assertThat(session).isEqualTo("session");
        assertThat(freed).hasValue(1);
    }

    @Test
    void freesAtOnceWithoutSessions() {
        lifetime.close();

        assertThat(freed).hasValue(1);
    }

    @Test
    void refusesSessionsOnceClosed() {
        lifetime.close();

        assertThatThrownBy(() -> lifetime.openSession(SHORT, () -> "session"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the engine is closed: engine=digits/1");
    }

    @Test
    void refusesAnUnknownBucket() {
        Bucket other = new Bucket("32", List.of(Shape.of(32)));

        assertThatThrownBy(() -> lifetime.openSession(other, () -> "session"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the engine does not serve this bucket: bucket=32, buckets=[16], engine=digits/1");
    }

    @Test
    void doesNotCountASessionThatFailedToOpen() {
        assertThatThrownBy(() -> lifetime.openSession(SHORT, () -> {
                    throw new OutOfMemoryError("no buffers");
                }))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(lifetime.openSessions()).isZero();
    }

    @Test
    void noticesASessionClosedTooOften() {
        assertThatThrownBy(lifetime::closeSession)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no session is open: engine=digits/1");
    }
}
