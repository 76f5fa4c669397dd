package io.penstock.topology.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a demo writes its report. */
final class ReportFile {
    private ReportFile() {}

    /**
     * The file of this name in the folder of {@code --output}, which is created if it is not there.
     *
     * @throws ParameterException if it is a file
     */
    static Path in(CommandSpec spec, Path output, String name) throws IOException {
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new ParameterException(spec.commandLine(), "--output must be a folder, is the file " + output);
        }
        return Files.createDirectories(output.toAbsolutePath().normalize()).resolve(name);
    }
}
