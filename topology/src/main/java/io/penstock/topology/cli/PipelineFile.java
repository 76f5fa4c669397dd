package io.penstock.topology.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names a pipeline. */
final class PipelineFile {
    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "The pipeline, such as pipeline.yaml.")
    private Path file = Path.of("");

    Path path() {
        return file;
    }
}
