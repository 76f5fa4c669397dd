package io.penstock.topology.cli.engine;

import io.penstock.engine.Bucket;
import io.penstock.topology.engine.Backends;
import io.penstock.topology.engine.PlanComparison;
import io.penstock.topology.model.Model;
import io.penstock.topology.terminal.Progress;
import io.penstock.topology.terminal.Terminal;
import io.penstock.workshop.build.EngineBuilder;
import io.penstock.workshop.plan.PlanManifest;
import io.penstock.workshop.plan.PlanRepository;
import io.penstock.workshop.verify.Sampled;
import io.penstock.workshop.verify.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock engine verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Compares a plan with its model in ONNX Runtime and records the outcome in its manifest.",
            "",
            "Rows are random in the ranges that model.yaml declares, those of --inputs, and the model's held-out images"
                    + " with their labels. Ends with 1 if the plan is further off than its precision may be."
        },
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;

    private final Terminal terminal;

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Mixin
    private PlansOption plans = new PlansOption();

    @Mixin
    private ProfileSetOption profileSet = new ProfileSetOption();

    @Option(names = "--inputs", paramLabel = "PATH", description = "Real inputs: a folder of .npy files.")
    private @Nullable Path inputs;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "256", description = "Random rows. Default: 256.")
    private int rows = 256;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Their seed. Default: 1.")
    private long seed = 1;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The pipeline that reads held-out images.")
    private @Nullable Path pipeline;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        EngineBuilder builder = Builders.available();
        Model model = options.model();
        PlanRepository repository = plans.repository();
        PlanManifest manifest = PlanOfModel.find(repository, model, options, builder, profileSet);
        Verification verification = verify(model, builder, repository, manifest);
        repository.record(manifest, verification);
        VerificationTable.lines(verification, terminal.outStyle()).forEach(terminal::print);
        return verification.passed() ? OK : FAILED;
    }

    private Verification verify(Model model, EngineBuilder builder, PlanRepository repository, PlanManifest manifest) {
        List<Sampled> sampled = sampled(model);
        int total = sampled.stream().mapToInt(each -> each.samples().size()).sum();
        try (Progress progress = terminal.progress("comparing", total)) {
            return new PlanComparison(Backends.load(), builder, repository)
                    .compare(
                            manifest,
                            model.artifact(),
                            options.engineOptions(model, 1, options.device(), Map.of()),
                            sampled,
                            model.engine().tolerance(options.precision()),
                            progress::at);
        }
    }

    private List<Sampled> sampled(Model model) {
        Inputs source = new Inputs(model, Optional.ofNullable(pipeline));
        List<Sampled> sampled = new ArrayList<>();
        for (Bucket bucket : options.buckets(model)) {
            source.heldOut(bucket).ifPresent(sampled::add);
            sampled.add(inputs == null ? source.random(bucket, seed, rows) : source.files(bucket, inputs));
        }
        return sampled;
    }
}
