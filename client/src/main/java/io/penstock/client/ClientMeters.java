package io.penstock.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * A client's metrics in a Micrometer registry: the timer {@code penstock.client.requests} by {@code outcome}, the gauge
 * {@code penstock.client.in.flight}, and the counters {@code penstock.client.sent} by {@code taken} and {@code
 * penstock.client.ignored}. Thread-safe.
 */
public final class ClientMeters implements ClientListener {
    private final MeterRegistry registry;
    private final String client;
    private final Map<Outcome, Timer> ended = new EnumMap<>(Outcome.class);
    private final Counter taken;
    private final Counter lost;
    private final Counter ignored;

    private ClientMeters(MeterRegistry registry, String client) {
        this.registry = registry;
        this.client = client;
        for (Outcome outcome : Outcome.values()) {
            ended.put(
                    outcome,
                    registry.timer(
                            "penstock.client.requests",
                            "client",
                            client,
                            "outcome",
                            outcome.name().toLowerCase(Locale.ROOT)));
        }
        this.taken = registry.counter("penstock.client.sent", "client", client, "taken", "true");
        this.lost = registry.counter("penstock.client.sent", "client", client, "taken", "false");
        this.ignored = registry.counter("penstock.client.ignored", "client", client);
    }

    /**
     * The metrics of one client.
     *
     * @param client the value of their tag {@code client}
     */
    public static ClientMeters in(MeterRegistry registry, String client) {
        return new ClientMeters(registry, client);
    }

    @Override
    public void onStarted(IntSupplier inFlight) {
        Gauge.builder("penstock.client.in.flight", inFlight, IntSupplier::getAsInt)
                .tag("client", client)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void onEnded(Outcome outcome, long nanos) {
        Timer timer = ended.get(outcome);
        if (timer != null) {
            timer.record(Duration.ofNanos(nanos));
        }
    }

    @Override
    public void onSent(boolean accepted) {
        (accepted ? taken : lost).increment();
    }

    @Override
    public void onIgnored(int answers) {
        ignored.increment(answers);
    }
}
