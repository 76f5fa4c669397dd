package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** TensorRT as the system has it, as in NVIDIA's containers: preferred to a packaged one when it fits. */
final class SystemTensorRt {
    /** The version whose interface the bindings are made for; plans are tied to theirs anyway. */
    static final String REQUIRED = "10.6";

    private static final String LIBRARY = "libnvinfer.so.10";
    private static final Pattern VERSIONED = Pattern.compile("libnvinfer\\.so\\.([0-9]+\\.[0-9]+)\\..*");
    private static final List<String> USUAL_FOLDERS = List.of(
            "/usr/lib/x86_64-linux-gnu", "/usr/local/tensorrt/lib", "/usr/local/tensorrt/targets/x86_64-linux-gnu/lib");

    private SystemTensorRt() {}

    /** Whether the system's library is there and nothing says that it is of another version. */
    static boolean isPreferred() {
        return find(folders())
                .filter(file -> version(file).orElse(REQUIRED).equals(REQUIRED))
                .isPresent();
    }

    private static List<Path> folders() {
        String path = System.getProperty("java.library.path", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), USUAL_FOLDERS.stream())
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** The library that the system's linker would take. */
    static Optional<Path> find(List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(LIBRARY))
                .filter(Files::exists)
                .findFirst();
    }

    /** Its version, such as {@code 10.6}, if the name it links to tells. */
    static Optional<String> version(Path library) {
        try {
            Matcher name = VERSIONED.matcher(library.toRealPath().getFileName().toString());
            return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Refuses another version than the bindings are made for.
     *
     * @throws EngineException FATAL, naming both and the ways out
     */
    static void requireFit(String loaded) {
        if (!loaded.startsWith(REQUIRED + ".")) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "TensorRT " + loaded + " is installed, but this build is for " + REQUIRED
                            + find(folders()).map(file -> ": library=" + file).orElse("")
                            + "; install " + REQUIRED
                            + " (nvcr.io/nvidia/tensorrt:24.11-py3 has it), or build with -Pgpu, which brings it");
        }
    }
}
