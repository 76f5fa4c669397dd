package io.penstock.topology.cli;

import io.penstock.topology.score.ScoreInput;
import io.penstock.topology.score.ScoreInputs;
import io.penstock.topology.terminal.StopSignal;
import io.penstock.topology.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock score}. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the rows of files offline, or the recorded requests of a topic again.",
            "",
            "Each row goes through the pipeline's stages as a request does, its columns as the fields of a JSON object,"
                    + " so that one pipeline.yaml serves a topic and a table. The output has the rows in the order of the"
                    + " input with their own columns and those of the scores: prediction, score and scores of a"
                    + " classification, the values of a regression, the outputs of a model.",
            "",
            "The output folder gets part-00000.csv and so on, each of one input and of --part-rows rows at the most;"
                    + " _rejected-00000.jsonl with the rows of that part that have no scores, and why; and at the end"
                    + " _SUCCESS. A part is there whole or not at all. A run that was killed or interrupted goes on where"
                    + " it was when the same command is given again: every row once. With another model, other settings"
                    + " or a changed input it is refused; --restart begins anew.",
            "",
            "With --replay it takes recorded requests instead, compares with the recorded results of the same ids, and"
                    + " reports agreement, what has shifted and the worst records: the way to try another model version"
                    + " on yesterday's traffic. It ends with 1 if fewer agree than --min-agreement."
        },
        footer = {
            "",
            "Examples:",
            "  penstock score -f pipeline.yaml --input data/*.csv --output scores/ --local",
            "  penstock score -f pipeline.yaml --input data.parquet --output scores/",
            "  penstock score -f pipeline.yaml --input photos/ --output scores/ --format json",
            "  penstock score -f pipeline.yaml --replay digits.requests --model-version 2 \\",
            "    --from 2026-01-30T00:00:00Z --to 2026-01-31T00:00:00Z --json > drift.json"
        },
        customSynopsis = {
            "penstock score -f FILE --input PATH... --output FOLDER [OPTION]...",
            "       penstock score -f FILE --replay TOPIC [OPTION]..."
        },
        sortOptions = false)
final class ScoreCommand implements Callable<Integer> {
    private static final String FILES = "%nFiles:%n";
    private static final String REPLAY = "%nA topic again:%n";

    private final Terminal terminal;
    private final StopSignal stop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PipelineFile file = new PipelineFile();

    @ArgGroup(validate = false, heading = FILES)
    private ScoreOptions files = new ScoreOptions();

    @ArgGroup(validate = false, heading = REPLAY)
    private ReplayOptions replay = new ReplayOptions();

    ScoreCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!replay.topic().isEmpty()) {
            refuseOptionsOf(FILES, " is for files, not for --replay");
            replay.problem().ifPresent(this::refuse);
            return new TopicReplay(terminal, stop, replay).run(file.path());
        }
        refuseOptionsOf(REPLAY, " goes with --replay TOPIC");
        files.problem().ifPresent(this::refuse);
        new FileScoring(terminal, stop, files, found()).run(file.path());
        return ExitCodes.OK;
    }

    private void refuseOptionsOf(String heading, String why) {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option ->
                        option.group() != null && heading.equals(option.group().heading()))
                .findFirst()
                .ifPresent(option -> refuse(option.longestName() + why));
    }

    private void refuse(String problem) {
        throw new ParameterException(spec.commandLine(), problem);
    }

    private List<ScoreInput> found() throws IOException {
        try {
            return ScoreInputs.find(files.inputs());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
