package io.penstock.workshop.build;

import java.util.Optional;

/**
 * What a build came to.
 *
 * @param device where it was built
 * @param seconds how long it took
 * @param calibrationSha256 the hash of the calibration cache it used, if any
 * @param calibrationReused whether that cache was there before
 */
public record BuildReport(
        Device device, double seconds, Optional<String> calibrationSha256, boolean calibrationReused) {}
