package io.penstock.topology.demo.recommendation;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.topology.demo.Distribution;
import io.penstock.topology.terminal.LiveLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Sends the shop's events and reads what is recommended, in one loop. Belongs to one thread. */
final class ShopDay {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(1);

    /** An event on its way. */
    private static final class Sent {
        private final long dueNanos;
        private final long eventsOfUser;
        private int recommendations;
        private long readNanos;
        private long computedMicros;
        private int rows;

        private Sent(long dueNanos, long eventsOfUser) {
            this.dueNanos = dueNanos;
            this.eventsOfUser = eventsOfUser;
        }
    }

    /** Events sent one after the other, at most so many a second. */
    record Phase(List<String> events, double perSecond) {}

    private final ShopClient client;
    private final Visits visits;
    private final Judge judge;
    private final WatchedUsers watched;
    private final LiveLines live;
    private final Runnable check;
    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, Long> eventsOfUsers = new HashMap<>();
    private int recommended;
    private int duplicates;
    private int miscounted;

    /** @param check throws if the work shall end */
    ShopDay(ShopClient client, Visits visits, Judge judge, WatchedUsers watched, LiveLines live, Runnable check) {
        this.client = client;
        this.visits = visits;
        this.judge = judge;
        this.watched = watched;
        this.live = live;
        this.check = check;
    }

    /** Sends so many events, and returns once each has its recommendation. */
    Phase run(int count, double perSecond, boolean judged) {
        List<String> events = new ArrayList<>();
        long start = System.nanoTime();
        while (events.size() < count) {
            long due = start + (long) (events.size() * (1e9 / perSecond));
            if (System.nanoTime() >= due) {
                events.add(send(due, judged));
            } else {
                read();
            }
        }
        client.flush();
        awaitAll();
        return new Phase(events, perSecond);
    }

    private String send(long dueNanos, boolean judged) {
        Event event = visits.next();
        long ofUser = eventsOfUsers.merge(event.getUser(), 1L, Long::sum);
        sent.put(event.getId(), new Sent(dueNanos, ofUser));
        judge.onEvent(event, judged);
        watched.onEvent(event);
        client.send(event);
        return event.getId();
    }

    private void awaitAll() {
        long seenAt = System.nanoTime();
        for (int before = recommended; recommended < sent.size(); before = recommended) {
            read();
            if (recommended > before) {
                seenAt = System.nanoTime();
            } else if (System.nanoTime() - seenAt > PATIENCE.toNanos()) {
                throw new PenstockException(
                        FailureCategory.FATAL,
                        "no recommendation for " + PATIENCE.toSeconds() + " s: sent=" + sent.size() + ", recommended="
                                + recommended);
            }
        }
    }

    /** Reads what comes behind the last recommendation, so that repetitions are seen. */
    void readRest() {
        read();
    }

    private void read() {
        check.run();
        client.poll(POLL).forEach(this::onRecommendation);
        if (live.isDue()) {
            show();
        }
    }

    /** Shows the watched users as they are now. */
    void show() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%,d events sent, %,d recommendations", sent.size(), recommended));
        lines.addAll(watched.lines());
        live.show(lines);
    }

    private void onRecommendation(Recommendation recommendation) {
        Sent event = sent.get(recommendation.getEvent());
        if (event == null || event.recommendations++ > 0) {
            duplicates++;
            return;
        }
        recommended++;
        event.readNanos = System.nanoTime();
        event.computedMicros = recommendation.getEndToEndMicros();
        event.rows = recommendation.getCandidates();
        if (recommendation.getCounters().getEvents() != event.eventsOfUser) {
            miscounted++;
        }
        judge.onRecommendation(recommendation);
        watched.onRecommendation(recommendation);
    }

    int recommended() {
        return recommended;
    }

    int duplicates() {
        return duplicates;
    }

    int miscounted() {
        return miscounted;
    }

    private List<Sent> of(Phase phase) {
        return phase.events().stream()
                .map(sent::get)
                .filter(event -> event != null)
                .toList();
    }

    /** How long a phase took, from its first event to its last recommendation. */
    double seconds(Phase phase) {
        Collection<Sent> events = of(phase);
        long first = events.stream().mapToLong(event -> event.dueNanos).min().orElse(0);
        long last = events.stream().mapToLong(event -> event.readNanos).max().orElse(1);
        return (last - first) / 1e9;
    }

    /** How many candidates were ranked in a phase. */
    long rows(Phase phase) {
        return of(phase).stream().mapToLong(event -> event.rows).sum();
    }

    Distribution latency(Phase phase) {
        return Distribution.ofMicros(
                of(phase).stream().mapToLong(event -> TimeUnit.NANOSECONDS.toMicros(event.readNanos - event.dueNanos)));
    }

    Distribution computed(Phase phase) {
        return Distribution.ofMicros(of(phase).stream().mapToLong(event -> event.computedMicros));
    }
}
