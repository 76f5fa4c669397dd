package io.penstock.topology.config;

/**
 * Where health and metrics are served.
 *
 * @param host the address to listen on
 * @param port the port; 0 serves nothing
 */
public record HttpConfig(String host, int port) {
    private static final int PORT = 8090;
    private static final int MAX_PORT = 65_535;

    static HttpConfig read(Section section) {
        return new HttpConfig(section.text("host", "127.0.0.1"), section.integer("port", PORT, 0, MAX_PORT));
    }

    /** Whether anything is served. */
    public boolean enabled() {
        return port != 0;
    }
}
