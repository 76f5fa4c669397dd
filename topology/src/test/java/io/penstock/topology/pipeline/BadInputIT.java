package io.penstock.topology.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.local.LocalCluster;
import io.penstock.schema.DataType;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorInputs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a producer sends: one dead letter with the right category, a reason that helps and the original bytes, and
 * every good neighbour answered.
 */
@ExtendWith(SharedCluster.class)
final class BadInputIT {
    /** A bad record, amid good ones. */
    private record Case(String name, FailureCategory category, String stage, String reason, Sender sender) {}

    @FunctionalInterface
    private interface Sender {
        void send(Traffic traffic, String topic, String key);
    }

    private static final Digits DIGIT = Digits.heldOut().get(0);

    @TestFactory
    Stream<DynamicTest> imagePipeline(LocalCluster cluster) {
        String name = "bad-images";
        String stages =
                """
                preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255, maxPixels: 1000000 }
                infer: { model: digits, window: 20ms }
                postprocess: { type: classification, softmax: true }
                """;
        List<Case> cases = List.of(
                raw("garbage bytes", FailureCategory.UNDECODABLE, "preprocess", "", bytes("no record at all")),
                raw("an unknown schema id", FailureCategory.UNKNOWN_SCHEMA, "preprocess", "40403", schema(987_654)),
                raw("schema id 0", FailureCategory.UNKNOWN_SCHEMA, "preprocess", "40403", schema(0)),
                raw("schema id -1", FailureCategory.UNKNOWN_SCHEMA, "preprocess", "40403", schema(-1)),
                raw("the least schema id", FailureCategory.UNKNOWN_SCHEMA, "preprocess", "", schema(Integer.MIN_VALUE)),
                raw("a tombstone", FailureCategory.EMPTY_VALUE, "preprocess", "no value", null),
                raw(
                        "an oversized record",
                        FailureCategory.TOO_LARGE,
                        "preprocess",
                        "input.maxRecordBytes: bytes=100000, max=65536",
                        new byte[100_000]),
                request(
                        "a wrong media type",
                        FailureCategory.UNSUPPORTED_MEDIA_TYPE,
                        "preprocess",
                        "application/pdf",
                        id -> Digits.request(id, "application/pdf", bytes("%PDF-1.7"))),
                request(
                        "a truncated image",
                        FailureCategory.UNDECODABLE,
                        "preprocess",
                        "",
                        id -> Digits.request(id, "image/png", Arrays.copyOf(DIGIT.png(), 80))),
                request(
                        "a decompression bomb",
                        FailureCategory.TOO_LARGE,
                        "preprocess",
                        "maxPixels",
                        id -> Digits.request(id, "image/png", bomb())),
                request(
                        "tensors instead of an image",
                        FailureCategory.INVALID_INPUT,
                        "preprocess",
                        "",
                        id -> tensors(id, tensor("image", DataType.FLOAT32, List.of(1L, 1L, 8L, 8L), new byte[256]))),
                request(
                        "an expired deadline",
                        FailureCategory.EXPIRED,
                        "preprocess",
                        "deadline",
                        id -> InferenceRequest.newBuilder(DIGIT.request(id))
                                .setDeadline(Instant.ofEpochMilli(1))
                                .build()));
        return run(cluster, name, stages, id -> DIGIT.request(id), cases);
    }

    @TestFactory
    Stream<DynamicTest> tensorPipeline(LocalCluster cluster) {
        List<Case> cases = new ArrayList<>(badTensors());
        cases.add(request(
                "NaN where it is forbidden",
                FailureCategory.INVALID_INPUT,
                "preprocess",
                "image",
                id -> tensors(id, tensor("image", DataType.FLOAT32, List.of(1L, 1L, 8L, 8L), notANumber()))));
        return runTensors(cluster, "bad-tensors", "finite: true", cases);
    }

    /** Good tensors are taken in place then, and bad ones by the way of those above. */
    @TestFactory
    Stream<DynamicTest> tensorPipelineInPlace(LocalCluster cluster) {
        return runTensors(cluster, "bad-tensors-in-place", "finite: false", badTensors());
    }

    private static Stream<DynamicTest> runTensors(LocalCluster cluster, String name, String check, List<Case> cases) {
        String stages =
                """
                preprocess: { type: tensor, %s }
                infer: { model: digits, window: 20ms, maxBatch: 8 }
                postprocess: { type: tensor }
                """
                        .formatted(check);
        List<Long> shape = List.of(1L, 1L, 8L, 8L);
        return run(
                cluster,
                name,
                stages,
                id -> tensors(id, tensor("image", DataType.FLOAT32, shape, new byte[256])),
                cases);
    }

    private static List<Case> badTensors() {
        List<Long> shape = List.of(1L, 1L, 8L, 8L);
        return List.of(
                request(
                        "a wrong shape",
                        FailureCategory.SHAPE_MISMATCH,
                        "preprocess",
                        "image",
                        id -> tensors(id, tensor("image", DataType.FLOAT32, List.of(1L, 1L, 4L, 16L), new byte[256]))),
                request(
                        "a wrong dtype",
                        FailureCategory.SHAPE_MISMATCH,
                        "preprocess",
                        "INT32",
                        id -> tensors(id, tensor("image", DataType.INT32, shape, new byte[256]))),
                request(
                        "a wrong name",
                        FailureCategory.SHAPE_MISMATCH,
                        "preprocess",
                        "picture",
                        id -> tensors(id, tensor("picture", DataType.FLOAT32, shape, new byte[256]))),
                request(
                        "too few bytes",
                        FailureCategory.SHAPE_MISMATCH,
                        "preprocess",
                        "image",
                        id -> tensors(id, tensor("image", DataType.FLOAT32, shape, new byte[255]))),
                request(
                        "more rows than a batch has",
                        FailureCategory.TOO_LARGE,
                        "",
                        "9",
                        id -> tensors(
                                id, tensor("image", DataType.FLOAT32, List.of(9L, 1L, 8L, 8L), new byte[9 * 256]))));
    }

    @TestFactory
    Stream<DynamicTest> resultsTooLargeForTheirTopic(LocalCluster cluster) {
        String name = "bad-results";
        String stages =
                """
                preprocess: { type: tensor }
                infer: { model: digits, window: 20ms, maxBatch: 64 }
                postprocess: { type: tensor }
                """;
        cluster.broker().createTopics(Map.of(name + ".results", 1), Map.of("max.message.bytes", "1200"));
        List<Case> cases = List.of(request(
                "a result too large",
                FailureCategory.OUTPUT_TOO_LARGE,
                "postprocess",
                "max.message.bytes",
                id -> tensors(id, tensor("image", DataType.FLOAT32, List.of(64L, 1L, 8L, 8L), new byte[64 * 256]))));
        return run(
                cluster,
                name,
                stages,
                id -> tensors(id, tensor("image", DataType.FLOAT32, List.of(1L, 1L, 8L, 8L), new byte[256])),
                cases);
    }

    @TestFactory
    Stream<DynamicTest> engineThatRefuses(LocalCluster cluster, @TempDir Path models) {
        LookupModel.writeTo(models);
        String name = "bad-lookups";
        String stages =
                """
                preprocess: { type: tensor }
                infer: { model: lookup, window: 50ms, maxBatch: 16 }
                postprocess: { type: tensor }
                models: %s
                """
                        .formatted(models);
        List<Case> cases = List.of(request(
                "an input the engine rejects inside a batch of good ones",
                FailureCategory.ENGINE_REJECTED,
                "infer",
                "the engine refused these rows",
                id -> LookupModel.request(id, 99)));
        return run(cluster, name, stages, id -> LookupModel.request(id, 3), cases);
    }

    /** Dead letters as large as records can be: each fits its topic, whatever must be left out of it. */
    @Test
    void keepsWhatFitsOfRecordsAsLargeAsTheirTopicTakes(LocalCluster cluster) {
        String name = "giants";
        cluster.broker()
                .createTopics(
                        Map.of(name + ".requests", 1, name + ".results", 1, name + ".dead-letters", 1),
                        Map.of("max.message.bytes", "1048588"));
        String stages =
                """
                preprocess: { type: image, width: 8, height: 8, channels: 1, scale: 1/255 }
                infer: { model: digits, window: 5ms }
                postprocess: { type: classification, softmax: true }
                """;
        String topic = name + ".requests";
        String long600k = "x".repeat(600_000);
        byte[] garbage = bytes("garbage");
        try (Traffic traffic = new Traffic(cluster);
                Pipeline pipeline = Pipeline.start(Configs.of(cluster, name, stages))) {
            traffic.sendRaw(topic, 0, "value", new byte[1_000_000]);
            traffic.sendRaw(topic, 0, long600k, null, garbage);
            traffic.sendRaw(topic, 0, "headers", new RecordHeader("big", bytes(long600k)), garbage);
            traffic.sendRaw(topic, 0, "both", new RecordHeader("big", new byte[115_000]), new byte[900_000]);
            traffic.sendRaw(topic, 0, long600k, new RecordHeader("big", new byte[448_300]), garbage);
            traffic.send(topic, 0, "id", Digits.request(long600k.substring(0, 60_000), "no/type", garbage));
            traffic.send(topic, 0, "type", Digits.request("type", long600k.substring(0, 60_000), garbage));
            traffic.send(topic, 0, "good", DIGIT.request("good"));
            traffic.flush();

            List<DeadLetter> letters = traffic.deadLetters(name + ".dead-letters", 7);

            assertThat(letters).hasSize(7);
            assertThat(letters)
                    .allSatisfy(
                            letter -> assertThat(letter.getReason().length()).isLessThan(2_300));
            assertThat(letters.get(0).getValue().orElseThrow().remaining()).isBetween(990_000, 1_000_000);
            assertThat(letters.get(1).getKey().orElseThrow().remaining()).isEqualTo(600_000);
            assertThat(letters.get(2)
                            .getHeaders()
                            .get(0)
                            .getValue()
                            .orElseThrow()
                            .remaining())
                    .isEqualTo(600_000);
            assertThat(letters.get(3).getReason()).contains("of 900000 bytes are kept: deadLetters.maxRecordBytes)");
            assertThat(letters.get(4).getHeaders()).isEmpty();
            assertThat(letters.get(4).getReason()).endsWith("(its headers did not fit the dead-letter topic)");
            assertThat(letters.get(5).getRequestId().orElseThrow())
                    .hasSize(2_001)
                    .endsWith("…");
            assertThat(letters.get(6).getCategory()).isEqualTo(FailureCategory.UNSUPPORTED_MEDIA_TYPE);
            assertThat(traffic.results(name + ".results", 1))
                    .extracting(InferenceResult::getId)
                    .containsExactly("good");
            assertThat(pipeline.failure()).isEmpty();
        }
    }

    private static Stream<DynamicTest> run(
            LocalCluster cluster,
            String name,
            String stages,
            Function<String, InferenceRequest> good,
            List<Case> cases) {
        cluster.broker().createTopics(Map.of(name + ".results", 1));
        Configs.createTopics(cluster, name);
        Traffic traffic = new Traffic(cluster);
        Pipeline pipeline = Pipeline.start(Configs.of(cluster, name, stages));
        String topic = name + ".requests";
        for (int i = 0; i < cases.size(); i++) {
            traffic.send(topic, 0, "before-" + i, good.apply("before-" + i));
            cases.get(i).sender().send(traffic, topic, "bad-" + i);
            traffic.send(topic, 0, "after-" + i, good.apply("after-" + i));
        }
        traffic.flush();
        List<DeadLetter> letters = traffic.deadLetters(name + ".dead-letters", cases.size());
        List<InferenceResult> results = traffic.results(name + ".results", 2 * cases.size());
        Map<String, byte[]> sent = traffic.read(topic, 3 * cases.size()).stream()
                .filter(each -> each.value() != null)
                .collect(
                        Collectors.toMap(each -> new String(each.key(), StandardCharsets.UTF_8), each -> each.value()));
        Stream<DynamicTest> each = IntStream.range(0, cases.size())
                .mapToObj(i -> DynamicTest.dynamicTest(cases.get(i).name(), () -> {
                    List<DeadLetter> own = letters.stream()
                            .filter(letter ->
                                    text(letter.getKey().orElseThrow()).equals("bad-" + i))
                            .toList();
                    assertThat(own).hasSize(1);
                    matches(own.get(0), cases.get(i), topic, sent.get("bad-" + i));
                    assertThat(results).extracting(InferenceResult::getId).contains("before-" + i, "after-" + i);
                }));
        DynamicTest whole = DynamicTest.dynamicTest("nothing else, in order", () -> {
            assertThat(letters).hasSize(cases.size());
            assertThat(results)
                    .extracting(InferenceResult::getId)
                    .containsExactlyElementsOf(IntStream.range(0, cases.size())
                            .boxed()
                            .flatMap(i -> Stream.of("before-" + i, "after-" + i))
                            .toList());
            assertThat(pipeline.failure()).isEmpty();
        });
        return Stream.concat(each, Stream.of(whole)).onClose(() -> {
            pipeline.close();
            traffic.close();
        });
    }

    private static void matches(DeadLetter letter, Case expected, String topic, byte @Nullable [] sent) {
        assertThat(letter.getCategory()).as(letter.getReason()).isEqualTo(expected.category());
        assertThat(letter.getReason()).contains(expected.reason());
        if (!expected.stage().isEmpty()) {
            assertThat(letter.getStage()).isEqualTo(expected.stage());
        }
        assertThat(letter.getSourceTopic()).isEqualTo(topic);
        assertThat(letter.getSourcePartition()).isZero();
        assertThat(letter.getSourceOffset()).isNotNegative();
        assertThat(letter.getValue().map(BadInputIT::array).orElse(null)).isEqualTo(sent);
        assertThat(letter.getHeaders())
                .anySatisfy(header -> assertThat(header.getKey()).isEqualTo("trace"));
    }

    private static Case raw(
            String name, FailureCategory category, String stage, String reason, byte @Nullable [] value) {
        return new Case(name, category, stage, reason, (traffic, topic, key) -> traffic.sendRaw(topic, 0, key, value));
    }

    private static Case request(
            String name,
            FailureCategory category,
            String stage,
            String reason,
            Function<String, InferenceRequest> request) {
        return new Case(
                name,
                category,
                stage,
                reason,
                (traffic, topic, key) -> traffic.send(topic, 0, key, request.apply(key)));
    }

    private static InferenceRequest tensors(String id, Tensor tensor) {
        return InferenceRequest.newBuilder()
                .setId(id)
                .setInput(new TensorInputs(List.of(tensor)))
                .build();
    }

    static Tensor tensor(String name, DataType dtype, List<Long> shape, byte[] data) {
        return new Tensor(name, dtype, shape, ByteBuffer.wrap(data));
    }

    private static byte[] notANumber() {
        return ByteBuffer.allocate(256)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(40, Float.NaN)
                .array();
    }

    private static byte[] schema(int id) {
        return ByteBuffer.allocate(40).put((byte) 0).putInt(id).array();
    }

    /** The digit's PNG with a header that claims 100,000 × 100,000 pixels, its checksum right. */
    private static byte[] bomb() {
        byte[] png = DIGIT.png();
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 100_000).putInt(20, 100_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
