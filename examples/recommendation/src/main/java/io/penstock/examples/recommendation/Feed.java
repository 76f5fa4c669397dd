package io.penstock.examples.recommendation;

import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.demo.recommendation.Shop;
import io.penstock.topology.demo.recommendation.ShopClient;
import io.penstock.topology.demo.recommendation.Visits;
import io.penstock.topology.recommendation.RecommendationPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the simulated shop and some of its events to the recommender's topics, and prints what is recommended. */
public final class Feed {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int SHOWN = 3;

    private Feed() {}

    /**
     * Feeds it.
     *
     * @param arguments the file, and how many events
     */
    public static void main(String[] arguments) {
        PipelineConfig config = PipelineConfig.load(Path.of(arguments[0]));
        Shop shop = Shop.of(RecommendationPipeline.model(config));
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        try (ShopClient client = new ShopClient(config)) {
            client.stock(shop);
            int events = Integer.parseInt(arguments[1]);
            send(client, new Visits(shop, System.nanoTime()), run, events);
            int read = read(client, run, events);
            System.out.printf(Locale.ROOT, "%,d events, %,d recommendations%n", events, read);
            System.exit(read == events ? 0 : 1);
        }
    }

    private static void send(ShopClient client, Visits visits, String run, int events) {
        for (int sent = 0; sent < events; sent++) {
            Event event = visits.next();
            client.send(Event.newBuilder(event).setId(run + event.getId()).build());
        }
        client.flush();
    }

    private static int read(ShopClient client, String run, int events) {
        int read = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (read < events && System.nanoTime() < end) {
            for (Recommendation each : client.poll(POLL)) {
                if (each.getEvent().startsWith(run)) {
                    read++;
                    System.out.println(line(each));
                }
            }
        }
        return read;
    }

    private static String line(Recommendation recommendation) {
        return recommendation.getUser() + "  "
                + recommendation.getItems().stream()
                        .limit(SHOWN)
                        .map(item -> String.format(Locale.ROOT, "%s %.2f", item.getItem(), item.getScore()))
                        .collect(Collectors.joining(", "));
    }
}
