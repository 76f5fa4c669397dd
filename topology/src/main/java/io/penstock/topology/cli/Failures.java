package io.penstock.topology.cli;

import io.penstock.PenstockException;
import io.penstock.local.LocalClusterException;
import io.penstock.schema.serde.RegistryException;
import io.penstock.topology.config.ConfigException;
import io.penstock.topology.terminal.StoppedException;
import io.penstock.topology.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what a command throws into one clear line and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        terminal.say(command + ": " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(
                failure, failure.getCommandLine().getErr());
        terminal.say("Try: " + command + " --help");
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult arguments) {
        if (failure instanceof StoppedException stopped) {
            return stopped.request().exitCode();
        }
        terminal.say(line.getCommandSpec().qualifiedName() + ": " + message(failure));
        if (Logging.isVerbose()) {
            failure.printStackTrace(terminal.err());
        } else if (!isOurs(failure)) {
            terminal.say("With --verbose it says where that came from.");
        }
        return failure instanceof ConfigException ? ExitCodes.USAGE : ExitCodes.FAILED;
    }

    private static String message(Throwable failure) {
        return isOurs(failure) ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** Whether its message is made for people. */
    private static boolean isOurs(Throwable failure) {
        return failure instanceof PenstockException
                || failure instanceof LocalClusterException
                || failure instanceof RegistryException;
    }
}
