package io.penstock.topology.replay;

import java.nio.file.Path;
import java.util.Map;

/**
 * What to replay.
 *
 * @param requests the topic of the recorded requests
 * @param from the first of them
 * @param to the first that is not replayed any more
 * @param results the topic of their recorded results
 * @param consumer the properties of the consumer
 * @param serdes the properties of Confluent's serdes
 * @param tolerance the largest difference of numbers that counts as none
 * @param minIou how much a box overlaps that of the same object at least, as a fraction of both together
 * @param worst how many of the worst records to report
 * @param temporary the folder for temporary files: the answers of the range
 */
public record ReplaySettings(
        String requests,
        Bound from,
        Bound to,
        String results,
        Map<String, Object> consumer,
        Map<String, String> serdes,
        double tolerance,
        double minIou,
        int worst,
        Path temporary) {
    public ReplaySettings {
        consumer = Map.copyOf(consumer);
        serdes = Map.copyOf(serdes);
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must not be negative, is " + tolerance);
        }
        if (!(minIou > 0 && minIou <= 1)) {
            throw new IllegalArgumentException("minIou must be above 0 and at most 1, is " + minIou);
        }
        if (worst < 0) {
            throw new IllegalArgumentException("worst must not be negative, is " + worst);
        }
    }
}
