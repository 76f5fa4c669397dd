package io.penstock.topology.terminal;

import java.util.Objects;

/** The work in hand was given up because somebody asked for it. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final StopRequest request;

    StoppedException(StopRequest request) {
        super(request.reason(), null, false, false);
        this.request = Objects.requireNonNull(request, "request");
    }

    /** Who asked. */
    public StopRequest request() {
        return request;
    }
}
