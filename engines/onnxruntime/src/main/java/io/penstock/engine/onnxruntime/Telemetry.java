package io.penstock.engine.onnxruntime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime 1.29 starts a telemetry client as its library loads, unless the environment forbids it. On Linux that
 * client ends the JVM with SIGSEGV if the command line is long (seen above 3,900 bytes, as a class path easily is) or
 * there is no shell (microsoft/onnxruntime#32173). A JVM cannot set its own environment, so a command line that would
 * crash is refused with a message.
 */
final class Telemetry {
    /** The environment variable that keeps the client from starting. */
    static final String DISABLE = "ORT_DISABLE_TELEMETRY";

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final Path SHELL = Path.of("/bin/sh");
    private static final int SAFE_COMMAND_LINE_BYTES = 3_900;

    private Telemetry() {}

    /** What would crash this JVM if the library were loaded; empty if nothing would. */
    static Optional<String> obstacle() {
        return Files.isReadable(COMMAND_LINE)
                ? obstacle(System.getenv(DISABLE), commandLineBytes(), Files.exists(SHELL))
                : Optional.empty();
    }

    static Optional<String> obstacle(@Nullable String disable, int commandLineBytes, boolean shell) {
        if ("1".equals(disable)) {
            return Optional.empty();
        }
        if (commandLineBytes > SAFE_COMMAND_LINE_BYTES) {
            return Optional.of("its telemetry client would crash the JVM on a command line of more than "
                    + SAFE_COMMAND_LINE_BYTES + " bytes: bytes=" + commandLineBytes + "; set " + DISABLE
                    + "=1 in the environment");
        }
        return shell
                ? Optional.empty()
                : Optional.of("its telemetry client would crash the JVM where there is no " + SHELL + "; set " + DISABLE
                        + "=1 in the environment");
    }

    private static int commandLineBytes() {
        try {
            return Files.readAllBytes(COMMAND_LINE).length;
        } catch (IOException e) {
            return 0;
        }
    }
}
