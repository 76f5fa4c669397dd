package io.penstock.topology.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of a demo.
 *
 * @param setup what ran, and how
 * @param delivery what arrived
 * @param score the accuracy
 * @param speed the figures
 * @param images every image once, with its answer, mistakes first, then the least certain
 */
public record Summary(Setup setup, Delivery delivery, Score score, Speed speed, List<AnsweredImage> images) {
    public Summary {
        images = List.copyOf(images);
    }

    /**
     * What ran.
     *
     * @param engine which backend computed, and why that one
     * @param guarantee the guarantee in Kafka's spelling
     * @param commitInterval how often the pipeline committed
     * @param maxBatch the most rows of a batch
     * @param labels the model's classes, in its order
     * @param machine the processor's cores, the system and the JVM
     */
    public record Setup(
            String engine,
            String guarantee,
            Duration commitInterval,
            int maxBatch,
            List<String> labels,
            String machine) {
        public Setup {
            labels = List.copyOf(labels);
        }
    }

    /**
     * What arrived.
     *
     * @param sent the requests that should be answered
     * @param answered those that were
     * @param duplicates the answers beyond the first to a request
     * @param broken the requests that were broken on purpose
     * @param refusals the dead letters
     */
    public record Delivery(int sent, int answered, int duplicates, int broken, List<Refusal> refusals) {
        public Delivery {
            refusals = List.copyOf(refusals);
        }

        /** Whether each request had its one answer, and each broken one its dead letter. */
        public boolean isExactlyOnce() {
            return answered == sent && duplicates == 0 && refusals.size() == broken;
        }
    }

    /**
     * The figures.
     *
     * @param perSecond results a second at full speed
     * @param steadyPerSecond the rate at which latencies were taken
     * @param latency from when a request was due until its committed result was read
     * @param computed of that, until the result was complete and awaited its commit
     * @param queue of that, waiting for the batch
     * @param compute of that, computing the batch
     * @param fullSpeed the batches at full speed
     * @param steady the batches at the steady rate
     */
    public record Speed(
            double perSecond,
            double steadyPerSecond,
            Distribution latency,
            Distribution computed,
            Distribution queue,
            Distribution compute,
            Batches fullSpeed,
            Batches steady) {}

    /** What is not as it should be; nothing if the demo ended well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (delivery.answered() != delivery.sent()) {
            problems.add(format(
                    "%,d of %,d requests have no result", delivery.sent() - delivery.answered(), delivery.sent()));
        }
        if (delivery.duplicates() > 0) {
            problems.add(format("%,d results came twice", delivery.duplicates()));
        }
        if (delivery.refusals().size() != delivery.broken()) {
            problems.add(format(
                    "%,d dead letters for %,d broken requests: %s",
                    delivery.refusals().size(), delivery.broken(), delivery.refusals()));
        }
        if (!score.isGood()) {
            problems.add(format("the accuracy is %.4f, model.yaml says %.4f", score.accuracy(), score.stated())
                    + (score.allowedLoss() > 0 ? format(", at most %.4f less is allowed", score.allowedLoss()) : ""));
        }
        return List.copyOf(problems);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
