package io.penstock.topology.demo.recommendation;

import static java.util.Map.entry;

import io.penstock.local.LocalCluster;
import io.penstock.schema.recommendation.UserProfile;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.demo.LocalPipeline;
import io.penstock.topology.demo.Machine;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Delivery;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Setup;
import io.penstock.topology.demo.recommendation.RecommendationSummary.Speed;
import io.penstock.topology.demo.recommendation.ShopDay.Phase;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.model.Model;
import io.penstock.topology.pipeline.Pipeline;
import io.penstock.topology.recommendation.RecommendationPipeline;
import io.penstock.topology.recommendation.RecommendationSettings;
import io.penstock.topology.terminal.LiveLines;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The recommendation demo: a broker, a registry and the pipeline on this machine, the events of a simulated shop through
 * it, some users to look at meanwhile, and how near the recommendations came to the best there are. Leaves nothing
 * behind. Belongs to one thread.
 */
public final class RecommendationDemo {
    private static final int TOP_K = 10;
    private static final long SEED = 7;
    private static final double FULL_SPEED = Double.POSITIVE_INFINITY;

    private final RecommendationDemoOptions options;
    private final Terminal terminal;
    private final StopSignal stop;
    private final Map<String, String> engine;
    private final Shop shop;
    private final Set<String> newUsers;

    /**
     * A demo that has not started.
     *
     * @throws io.penstock.PenstockException FATAL, if the backend cannot run here
     */
    public RecommendationDemo(RecommendationDemoOptions options, Terminal terminal, StopSignal stop) {
        this.options = options;
        this.terminal = terminal;
        this.stop = stop;
        this.engine = Backends.load().choose(options.backend()).buildingPlansIn(options.plans());
        Model model = RecommendationPipeline.model(RecommendationPipeline.config(Map.of()));
        this.shop = Shop.of(model);
        this.newUsers = newUsers(model);
    }

    private Set<String> newUsers(Model model) {
        try {
            Set<String> known = new HashSet<>(Files.readAllLines(model.folder().resolve("users.txt")));
            return shop.users().stream()
                    .map(UserProfile::getId)
                    .filter(user -> !known.contains(user))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs it.
     *
     * @throws io.penstock.topology.terminal.StoppedException if it was stopped
     */
    public RecommendationSummary run() {
        terminal.print("Starting a Kafka broker and a schema registry on this machine");
        LocalCluster cluster = LocalPipeline.cluster(options.brokerPort(), options.registryPort());
        terminal.print("  broker    " + cluster.broker().bootstrapServers());
        terminal.print("  registry  " + cluster.registry().url());
        terminal.print(
                engine.isEmpty()
                        ? "Loading the model and starting the pipeline"
                        : "Loading the model, with a plan that may have to be built, and starting the pipeline");
        terminal.print("Filling the shop with %d items and %d users, %d of whom the model does not know"
                .formatted(shop.items().size(), shop.users().size(), newUsers.size()));
        try (LocalPipeline local = LocalPipeline.start(
                        cluster, this::configuration, config -> started(cluster, config), options.threads(), stop);
                ShopClient client = new ShopClient(local.config())) {
            terminal.print("  engine    " + local.pipeline().engineDescription());
            return run(local, client);
        }
    }

    private PipelineConfig configuration(String bootstrapServers, String registryUrl) {
        Map<String, String> variables = Map.ofEntries(
                entry("PENSTOCK_BOOTSTRAP_SERVERS", bootstrapServers),
                entry("PENSTOCK_REGISTRY", registryUrl),
                entry("PENSTOCK_GUARANTEE", options.guarantee()),
                entry("PENSTOCK_BACKEND", options.backend()),
                entry("PENSTOCK_PRECISION", options.precision().toString()),
                entry("PENSTOCK_THREADS", Integer.toString(options.threads())),
                entry("PENSTOCK_MAX_BATCH", Integer.toString(options.maxBatch())));
        return RecommendationPipeline.config(variables, engine);
    }

    private Pipeline started(LocalCluster cluster, PipelineConfig config) {
        ShopTopics.createCompacted(cluster.broker(), config, options.threads());
        try (ShopClient client = new ShopClient(config)) {
            client.stock(shop);
        }
        return RecommendationPipeline.start(config, new RecommendationSettings(options.candidates(), TOP_K));
    }

    private RecommendationSummary run(LocalPipeline local, ShopClient client) {
        Judge judge = new Judge(shop, newUsers);
        LiveLines live = new LiveLines(terminal, System::nanoTime);
        WatchedUsers watched = watched();
        ShopDay day = new ShopDay(client, new Visits(shop, SEED), judge, watched, live, () -> {
            stop.check();
            local.check();
        });
        terminal.print(
                "%,d events: some to warm up, some at full speed, the rest at half of it; with each come up to %d"
                                .formatted(options.events(), options.candidates())
                        + " candidates");
        int part = options.events() / 5;
        day.run(part, FULL_SPEED, false);
        Phase full = day.run(2 * part, FULL_SPEED, false);
        double perSecond = full.events().size() / day.seconds(full);
        double steadyPerSecond = Math.max(1, Math.rint(perSecond / 2));
        Phase steady = day.run(options.events() - 3 * part, steadyPerSecond, true);
        local.pipeline().close();
        day.readRest();
        day.show();
        return new RecommendationSummary(
                setup(local),
                new Delivery(options.events(), day.recommended(), day.duplicates(), day.miscounted()),
                judge.comparison(),
                new Speed(
                        perSecond,
                        day.rows(full) / day.seconds(full),
                        steadyPerSecond,
                        day.latency(steady),
                        day.computed(steady)),
                watched.served(shop));
    }

    private Setup setup(LocalPipeline local) {
        return new Setup(
                local.pipeline().engineDescription(),
                options.guarantee(),
                local.config().run().commitInterval(),
                options.candidates(),
                options.maxBatch(),
                options.threads(),
                Machine.here());
    }

    private WatchedUsers watched() {
        List<UserProfile> users = shop.users();
        WatchedUsers watched = new WatchedUsers();
        users.stream()
                .filter(user -> !newUsers.contains(user.getId()))
                .limit(2)
                .forEach(user -> watched.watch(user.getId(), description("known to the model", user)));
        users.stream()
                .filter(user -> newUsers.contains(user.getId()))
                .limit(2)
                .forEach(user -> watched.watch(user.getId(), description("new", user)));
        return watched;
    }

    private static String description(String known, UserProfile user) {
        return user.getInterests().isEmpty() ? known : known + ", likes " + String.join(", ", user.getInterests());
    }
}
