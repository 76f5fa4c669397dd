package io.penstock.inference.streams;

import io.penstock.local.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances under load, killed in turn without warning and started again, again and again. */
@ExtendWith(BrokerExtension.class)
@Execution(ExecutionMode.CONCURRENT)
final class CrashIT {
    private static final int KILLS = 6;
    private static final int ROUNDS_PER_SECOND = 300;
    private static final long RESULTS_BETWEEN_KILLS = 1_500;

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void losesNothingAndUnderExactlyOnceDuplicatesNothingWhenInstancesAreKilled(
            String guarantee, LocalBroker broker, @TempDir Path directory) throws Exception {
        var topics = Topics.create(broker, "crash", 4);
        try (var load = new Load(topics);
                var progress = new Progress(topics)) {
            crash(new Instances(topics, guarantee, directory), load, progress);
            progress.awaitNoOpenTransaction();
            if (guarantee.equals("exactly_once_v2")) {
                Answers.assertExactlyOnceInOrder(topics, load.perPartition());
            } else {
                Answers.assertNoneMissing(topics, load.perPartition());
            }
        }
    }

    private static void crash(Instances instances, Load load, Progress progress) throws Exception {
        try (instances) {
            instances.startBoth();
            var steady = load.steadily(ROUNDS_PER_SECOND);
            for (int kill = 0; kill < KILLS; kill++) {
                instances.awaitBothRunning();
                progress.awaitMoreResults(RESULTS_BETWEEN_KILLS);
                instances.killAndRestart(kill % 2);
            }
            instances.awaitBothRunning();
            progress.awaitMoreResults(RESULTS_BETWEEN_KILLS);
            steady.finish();
            progress.awaitEverythingCommitted();
        }
    }

    /** Two instances of the application. */
    private static final class Instances implements AutoCloseable {
        private final Topics topics;
        private final String guarantee;
        private final Path directory;
        private final PipelineProcess[] processes = new PipelineProcess[2];

        Instances(Topics topics, String guarantee, Path directory) {
            this.topics = topics;
            this.guarantee = guarantee;
            this.directory = directory;
        }

        void startBoth() throws IOException {
            for (int instance = 0; instance < processes.length; instance++) {
                Files.createDirectories(directoryOf(instance));
                start(instance);
            }
        }

        private void start(int instance) throws IOException {
            processes[instance] = PipelineProcess.start(topics, guarantee, directoryOf(instance));
        }

        private Path directoryOf(int instance) {
            return directory.resolve("instance-" + instance);
        }

        void awaitBothRunning() {
            for (PipelineProcess process : processes) {
                process.awaitRunning();
            }
        }

        void killAndRestart(int instance) throws IOException {
            processes[instance].kill();
            start(instance);
        }

        @Override
        public void close() throws IOException {
            for (PipelineProcess process : processes) {
                if (process != null) {
                    process.close();
                }
            }
        }
    }
}
