package io.penstock.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails what leaves more live resources behind than it found: around each test as an extension
 * ({@code @RegisterExtension}), or from {@link #of} to {@link #verify}. Not for tests that run at the same time.
 */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {
    private final String resources;
    private final LongSupplier live;

    private long before;

    private LeakCheck(String resources, LongSupplier live) {
        this.resources = resources;
        this.live = live;
        this.before = live.getAsLong();
    }

    /**
     * A check that starts now, and again before each test.
     *
     * @param resources what is counted, for the message
     * @param live counts those alive
     */
    public static LeakCheck of(String resources, LongSupplier live) {
        return new LeakCheck(resources, live);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        before = live.getAsLong();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        verify();
    }

    /** Fails unless as many are alive as when the check started. */
    public void verify() {
        assertThat(live.getAsLong()).as("%s alive afterwards", resources).isEqualTo(before);
    }
}
