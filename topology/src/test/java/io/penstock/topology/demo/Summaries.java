package io.penstock.topology.demo;

import io.penstock.topology.demo.Summary.Delivery;
import io.penstock.topology.demo.Summary.Setup;
import io.penstock.topology.demo.Summary.Speed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Summaries of demos that nobody ran. */
public final class Summaries {
    public static final Refusal REFUSAL =
            new Refusal("broken-<1>", "preprocess", "UNSUPPORTED_MEDIA_TYPE", "is text & no image");
    public static final AnsweredImage WRONG = new AnsweredImage(image("0002.png", "3"), "8", 0.649f);
    public static final AnsweredImage RIGHT = new AnsweredImage(image("0001.png", "8"), "8", 0.99991f);

    private Summaries() {}

    /** Of a demo that ended well. */
    public static Summary good() {
        return with(new Delivery(2_000, 2_000, 0, 1, List.of(REFUSAL)), new Score(1_000, 2_000, 0.5));
    }

    /** Of a demo with this outcome. */
    public static Summary with(Delivery delivery, Score score) {
        return new Summary(
                new Setup(
                        "fake 1.0 on <nothing>",
                        "exactly_once_v2",
                        Duration.ofMillis(100),
                        4,
                        List.of("3", "8"),
                        "2 cores, Java 17"),
                delivery,
                score,
                new Speed(
                        12_345.6,
                        900,
                        millis(1, 200),
                        millis(1, 20),
                        millis(1, 10),
                        millis(1, 2),
                        new Batches(new TreeMap<>(Map.of(3, 1L, 4, 9L))),
                        new Batches(new TreeMap<>(Map.of(1, 20L)))),
                List.of(WRONG, RIGHT));
    }

    private static Distribution millis(long least, long most) {
        return Distribution.ofMicros(LongStream.rangeClosed(least, most).map(millis -> millis * 1_000));
    }

    private static HeldOutImage image(String file, String label) {
        return new HeldOutImage(file, label, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
}
