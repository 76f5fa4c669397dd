package io.penstock.workshop.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a plan is built for: it runs there and nowhere else.
 *
 * @param gpu the GPU's name, such as {@code NVIDIA H200}
 * @param computeCapability its compute capability, such as {@code 9.0}
 * @param runtime the version of TensorRT, such as {@code 10.6.0}
 */
public record Target(String gpu, String computeCapability, String runtime) {
    private static final Pattern CAPABILITY = Pattern.compile("\\d{1,3}\\.\\d");
    private static final int AMPERE = 80;

    public Target {
        if (gpu.isBlank()
                || runtime.isBlank()
                || !CAPABILITY.matcher(computeCapability).matches()) {
            throw new IllegalArgumentException(
                    "a target has a GPU, a compute capability such as 9.0 and a runtime: gpu=" + gpu
                            + ", computeCapability=" + computeCapability + ", runtime=" + runtime);
        }
    }

    /** How a plan's file name says it, such as {@code nvidia-h200-sm90-trt10.6.0}. */
    public String slug() {
        String name = gpu.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return name + "-sm" + architecture() + "-trt" + runtime;
    }

    /** Whether it is an Ampere or newer: what plans of the compatible kind run on. */
    boolean isAmpereOrNewer() {
        return architecture() >= AMPERE;
    }

    private int architecture() {
        return Integer.parseInt(computeCapability.replace(".", ""));
    }

    @Override
    public String toString() {
        return gpu + " (" + computeCapability + "), TensorRT " + runtime;
    }
}
