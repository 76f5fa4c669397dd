package io.penstock.topology.terminal;

/** Who asked the process to end; the exit code of each is that which shells know for its signal. */
public enum StopRequest {
    /** SIGINT: Ctrl-C. */
    INTERRUPTED("interrupted", 130),
    /** SIGTERM: a supervisor. */
    TERMINATED("terminated", 143),
    /** SIGHUP: the terminal was closed. */
    HUNG_UP("the terminal was closed", 129);

    private final String reason;
    private final int exitCode;

    StopRequest(String reason, int exitCode) {
        this.reason = reason;
        this.exitCode = exitCode;
    }

    public String reason() {
        return reason;
    }

    public int exitCode() {
        return exitCode;
    }
}
