package io.penstock.topology.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks ports that a user gave. */
final class Ports {
    private static final int LAST = 65_535;

    private Ports() {}

    /** The port, 0 for any free one. */
    static int check(CommandSpec spec, String option, int port) {
        if (port < 0 || port > LAST) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be from 1 to " + LAST + ", or 0 for any free one, is " + port);
        }
        return port;
    }
}
