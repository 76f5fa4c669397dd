package io.penstock.topology.demo;

import io.penstock.local.LocalCluster;
import io.penstock.topology.config.PipelineConfig;
import io.penstock.topology.demo.Summary.Delivery;
import io.penstock.topology.demo.Summary.Setup;
import io.penstock.topology.demo.Summary.Speed;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.model.Model;
import io.penstock.topology.model.ModelRepository;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The demo: a broker, a registry and the digits pipeline on this machine, a few thousand real images through them, and
 * what came of it. Leaves nothing behind. Belongs to one thread.
 */
public final class Demo {
    private static final int PARTITIONS = 4;

    private final DemoOptions options;
    private final Terminal terminal;
    private final StopSignal stop;
    private final Model model;
    private final List<HeldOutImage> images;
    private final Plan plan;
    private final Map<String, String> engine;

    /**
     * A demo that has not started.
     *
     * @throws IllegalArgumentException if its images cannot be sent equally often with this number of requests
     * @throws io.penstock.PenstockException FATAL, if the backend cannot run here
     */
    public Demo(DemoOptions options, Terminal terminal, StopSignal stop) {
        this.options = options;
        this.terminal = terminal;
        this.stop = stop;
        PipelineConfig config = DigitsPipeline.config(Map.of());
        this.model = new ModelRepository(config.models())
                .find(config.infer().orElseThrow().model(), Optional.empty());
        this.images = HeldOutImages.of(model);
        this.plan = Plan.of(options.requests(), images.size());
        this.engine = Backends.load().choose(options.backend()).buildingPlansIn(options.plans());
    }

    /**
     * Runs it.
     *
     * @throws io.penstock.topology.terminal.StoppedException if it was stopped
     */
    public Summary run() {
        terminal.print("Starting a Kafka broker and a schema registry on this machine");
        LocalCluster cluster = LocalPipeline.cluster(options.brokerPort(), options.registryPort());
        terminal.print("  broker    " + cluster.broker().bootstrapServers());
        terminal.print("  registry  " + cluster.registry().url());
        terminal.print(
                engine.isEmpty()
                        ? "Loading the model and starting the pipeline"
                        : "Loading the model, with a plan that may have to be built, and starting the pipeline");
        try (LocalPipeline local = LocalPipeline.start(cluster, this::configuration, PARTITIONS, stop)) {
            terminal.print("  engine    " + local.pipeline().engineDescription());
            terminal.print("Sending %d images, each %d times".formatted(images.size(), plan.rounds()));
            try (Experiment experiment = new Experiment(local, images, plan.requests(), terminal, stop)) {
                return run(local, experiment);
            }
        }
    }

    private PipelineConfig configuration(String bootstrapServers, String registryUrl) {
        Map<String, String> variables = Map.of(
                DigitsPipeline.BOOTSTRAP_SERVERS,
                bootstrapServers,
                DigitsPipeline.REGISTRY,
                registryUrl,
                DigitsPipeline.GUARANTEE,
                options.guarantee(),
                DigitsPipeline.BACKEND,
                options.backend(),
                DigitsPipeline.PRECISION,
                options.precision().toString(),
                DigitsPipeline.HTTP_PORT,
                "0");
        return DigitsPipeline.config(variables, engine);
    }

    private Summary run(LocalPipeline local, Experiment experiment) {
        Answers answers = experiment.answers();
        experiment.run(plan.warmUpPhase());
        experiment.run(plan.fullSpeedPhase());
        double perSecond = experiment.perSecond(plan.fullSpeedPhase());
        int broken = experiment.sendBroken();
        Phase steady = plan.steadyPhase(perSecond);
        experiment.run(steady);
        local.pipeline().close();
        answers.finish();
        return new Summary(
                setup(local),
                new Delivery(plan.requests(), answers.answered(), answers.duplicates(), broken, answers.refusals()),
                score(answers, local.pipeline().engines().get(0).precision()),
                speed(perSecond, steady, answers),
                answeredImages(answers));
    }

    private Setup setup(LocalPipeline local) {
        PipelineConfig config = local.config();
        return new Setup(
                local.pipeline().engineDescription(),
                config.run().guarantee().toString(),
                config.run().commitInterval(),
                config.infer().orElseThrow().maxBatch(),
                model.labels(),
                Machine.here());
    }

    private Score score(Answers answers, String precision) {
        long right = IntStream.range(0, plan.requests())
                .filter(request -> answers.to(request)
                        .filter(answer -> answer.label().equals(image(request).label()))
                        .isPresent())
                .count();
        return Score.of(right, answers.answered(), model, precision);
    }

    private Speed speed(double perSecond, Phase steady, Answers all) {
        List<Answer> answers = all.to(steady);
        return new Speed(
                perSecond,
                steady.perSecond(),
                Distribution.ofMicros(answers.stream().mapToLong(answer -> answer.latencyNanos() / 1_000)),
                Distribution.ofMicros(answers.stream().mapToLong(Answer::computedMicros)),
                Distribution.ofMicros(answers.stream().mapToLong(Answer::queueMicros)),
                Distribution.ofMicros(answers.stream().mapToLong(Answer::computeMicros)),
                Batches.of(all.to(plan.fullSpeedPhase())),
                Batches.of(answers));
    }

    private List<AnsweredImage> answeredImages(Answers answers) {
        return IntStream.range(0, images.size())
                .boxed()
                .flatMap(request -> answers.to(request).stream()
                        .map(answer -> new AnsweredImage(image(request), answer.label(), answer.score())))
                .sorted(Comparator.comparing(AnsweredImage::isRight).thenComparing(AnsweredImage::score))
                .toList();
    }

    private HeldOutImage image(int request) {
        return images.get(request % images.size());
    }
}
