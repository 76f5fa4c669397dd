package io.penstock.benchmarks.rivals;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A subject and the jars that it runs from. Some rivals bring dependencies that nothing else of this repository has;
 * these are in a folder of their own.
 *
 * @param name the subject's name
 * @param classPath the class path of its process
 * @param options what its JVM needs
 */
record SubjectPath(String name, String classPath, List<String> options) {
    SubjectPath {
        options = List.copyOf(options);
    }

    /** The system property that names the folder of the rivals' jars. */
    static final String LIBRARY_PROPERTY = "penstock.rivals.lib";

    private static final List<String> BUILT_IN = List.of("plain", "streams", "streams-confluent", "penstock");
    private static final List<String> PASSING = List.of("plain", "streams", "streams-confluent");
    private static final List<String> WITH_LIBRARY =
            List.of("streams-onnx", "poll-batch", "parallel-consumer", "flink");

    /** Flink's own start script opens them to its serialisers. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.net",
            "java.io",
            "java.nio",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks");

    /** Whether this subject runs the model; the others send the request's tensors back. */
    static boolean computes(String name) {
        return !PASSING.contains(name);
    }

    /** Whether several processes of this subject share a group; Flink's jobs each read all partitions. */
    static boolean sharesAGroup(String name) {
        return !name.equals("flink");
    }

    /** All that there are. */
    static List<String> names() {
        return Stream.concat(BUILT_IN.stream(), WITH_LIBRARY.stream()).toList();
    }

    /**
     * Where a subject is.
     *
     * @throws PenstockException FATAL, if there is no such subject or its jars are not built
     */
    static SubjectPath of(String name) {
        if (BUILT_IN.contains(name)) {
            return new SubjectPath(name, ownClassPath(), List.of());
        }
        if (!WITH_LIBRARY.contains(name)) {
            throw new PenstockException(
                    FailureCategory.FATAL, "no such subject: " + name + "; there are " + String.join(", ", names()));
        }
        return new SubjectPath(
                name,
                library()
                        .map(folder -> clients(folder, name) + folder + "/*")
                        .orElseThrow(() -> new PenstockException(
                                FailureCategory.FATAL,
                                "the jars of " + name + " are not there: " + LIBRARY_PROPERTY + "="
                                        + System.getProperty(LIBRARY_PROPERTY, "")
                                        + "; build them with ./mvnw -Dquick -pl benchmarks/rivals -am package")),
                OPENED.stream()
                        .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
                        .toList());
    }

    /** Some rivals need other clients of Kafka than this repository has: they come first on the class path. */
    private static String clients(Path library, String name) {
        Path clients = library.resolveSibling("clients").resolve(name);
        return Files.isDirectory(clients) ? clients + "/*" + File.pathSeparator : "";
    }

    private static Optional<Path> library() {
        return Optional.ofNullable(System.getProperty(LIBRARY_PROPERTY))
                .map(Path::of)
                .filter(Files::isDirectory);
    }

    /** Under Surefire the class path is not where it is otherwise. */
    private static String ownClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
