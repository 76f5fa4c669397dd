package io.penstock.benchmarks.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process for one subject, so that its CPU time and what it allocates are its own. It speaks {@link Protocol} and ends
 * with its standard input. Belongs to its main thread.
 */
public final class SubjectProcess {
    private static final int FAILED = 1;

    private final Subject subject;
    private final ThreadAllocation allocation = new ThreadAllocation();
    private @Nullable RunningSubject running;

    private SubjectProcess(Subject subject) {
        this.subject = subject;
    }

    /** Serves the subject named by the first argument. */
    public static void main(String[] arguments) throws IOException {
        PrintStream replies = System.out;
        System.setOut(System.err); // what libraries print must not be taken for a reply
        SubjectProcess process = new SubjectProcess(named(arguments[0]));
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                replies.println(process.reply(command));
            }
            process.stop();
        } catch (RuntimeException e) {
            System.err.println(text(e)); // the starter shows the end of it
            Runtime.getRuntime().halt(FAILED);
        }
        System.exit(0);
    }

    /**
     * The subject of this name on the class path.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    static Subject named(String name) {
        return ServiceLoader.load(Subject.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such subject: " + name + "; there are "
                        + ServiceLoader.load(Subject.class).stream()
                                .map(each -> each.get().name())
                                .collect(Collectors.joining(", "))));
    }

    private String reply(String command) {
        if (command.startsWith(Protocol.START)) {
            running = subject.start(workload(command, Protocol.START));
        } else if (command.startsWith(Protocol.DESCRIBE)) {
            return Protocol.line(subject.settings(workload(command, Protocol.DESCRIBE)));
        } else if (command.equals(Protocol.MEMORY)) {
            return Protocol.line(Memory.ofThisProcess());
        } else if (command.equals(Protocol.STOP)) {
            stop();
        } else if (!command.equals(Protocol.OBSERVE)) {
            throw new IllegalArgumentException("no such command: " + command);
        }
        return Protocol.line(usage());
    }

    private static Workload workload(String command, String prefix) {
        return Protocol.value(command.substring(prefix.length()), Workload.class);
    }

    private Usage usage() {
        RunningSubject now = running;
        if (now == null) {
            return Usage.ofThisProcess(allocation, 0, "");
        }
        return Usage.ofThisProcess(
                allocation,
                now.meanBatch(),
                now.failure().map(SubjectProcess::text).orElse(""));
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void stop() {
        RunningSubject now = running;
        running = null;
        Optional.ofNullable(now).ifPresent(RunningSubject::close);
    }
}
