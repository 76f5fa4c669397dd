package io.penstock.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP port of 127.0.0.1 that a server is about to listen on.
 *
 * <p>Free ports are taken from below the range that systems hand to outgoing connections: a client that keeps dialling
 * a stopped server inside that range may be given the server's own port, connect to itself, and hold the port.
 */
record LoopbackPort(int number) {
    static final String HOST = "127.0.0.1";
    private static final int FIRST = 20_000;
    private static final int LAST = 29_999;
    private static final int ATTEMPTS = 100;

    LoopbackPort {
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("port must be 1..65535, is " + number);
        }
    }

    /**
     * The wanted port, or any free one where {@code wanted} is 0. That one is not asked again: another process that looks for
     * a port, and tries the same at this moment, would pass for a server.
     *
     * @param option the command-line option that chooses another
     * @throws LocalClusterException if something listens on the wanted port
     */
    static LoopbackPort of(int wanted, String option) {
        if (wanted == 0) {
            return free();
        }
        var port = new LoopbackPort(wanted);
        port.requireFree(option);
        return port;
    }

    static LoopbackPort free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            var port = new LoopbackPort(ThreadLocalRandom.current().nextInt(FIRST, LAST + 1));
            if (port.isFree()) {
                return port;
            }
        }
        throw new LocalClusterException("no free port on " + HOST + " between " + FIRST + " and " + LAST);
    }

    /**
     * Checks that nothing listens on this port.
     *
     * @param option the command-line option that chooses another
     * @throws LocalClusterException if something does
     */
    void requireFree(String option) {
        if (!isFree()) {
            throw new LocalClusterException("port " + number + " on " + HOST
                    + " is in use: stop what listens there or choose another with " + option);
        }
    }

    boolean isFree() {
        try (var socket = new ServerSocket(number, 1, address())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    String authority() {
        return HOST + ":" + number;
    }

    static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }
}
