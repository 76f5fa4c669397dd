package io.penstock.engine.tensorrt.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVIDIA's kernel driver. */
final class Driver {
    private static final Path FILE = Path.of("/proc/driver/nvidia/version");
    private static final Pattern VERSION = Pattern.compile("Kernel Module.*?\\s(\\d+(?:\\.\\d+)+)\\s");

    private Driver() {}

    /** Its version, such as {@code 580.159.03}; {@code unknown} where the system does not tell. */
    static String version() {
        try {
            return version(Files.readString(FILE));
        } catch (IOException e) {
            return "unknown";
        }
    }

    static String version(String text) {
        Matcher version = VERSION.matcher(text);
        return version.find() ? version.group(1) : "unknown";
    }
}
