package io.penstock.topology.cli;

/** What a process ends with, beside the codes of {@link io.penstock.topology.terminal.StopRequest}. */
final class ExitCodes {
    static final int OK = 0;
    /** It failed while it ran. */
    static final int FAILED = 1;
    /** The command line or a configuration is wrong; nothing was done. */
    static final int USAGE = 2;

    private ExitCodes() {}
}
