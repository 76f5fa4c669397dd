package io.penstock.topology.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged; {@code logback.xml} says where to. */
final class Logging {
    private static final String OURS = "io.penstock";

    private Logging() {}

    /** Much of all. */
    static void verbose() {
        set(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.INFO);
        set(OURS, Level.DEBUG);
    }

    static boolean isVerbose() {
        return logger(org.slf4j.Logger.ROOT_LOGGER_NAME).isInfoEnabled();
    }

    /** What a server's operator wants to see of Penstock itself. */
    static void ofServer() {
        if (!isVerbose()) {
            set(OURS, Level.INFO);
        }
    }

    /** What a client's user wants to see of Kafka: nothing that it gets over by itself. */
    static void ofClient() {
        if (!isVerbose()) {
            set("org.apache.kafka", Level.ERROR);
        }
    }

    /** A broker in this process takes much of what is normal while clients come and go for an error. */
    static void ofLocalCluster() {
        ofClient();
        if (!isVerbose()) {
            set("kafka", Level.OFF);
        }
    }

    private static void set(String name, Level level) {
        logger(name).setLevel(level);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
