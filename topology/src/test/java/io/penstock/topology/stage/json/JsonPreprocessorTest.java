package io.penstock.topology.stage.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Bucket;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.engine.Signature;
import io.penstock.inference.RowSource;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Preprocessor;
import io.penstock.topology.stage.Requests;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.WrittenRows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPreprocessorTest {
    private static final ModelBinding RANKER = Models.withInputs(
            Models.tensor("dense", DataType.FLOAT32, -1, 4), Models.tensor("ids", DataType.INT64, -1, 2));
    private static final String[] FIELDS = {
        "fields:",
        "  - {name: /user/age, input: dense, offset: 0, scope: document, default: -1}",
        "  - {name: price, input: dense}",
        "  - {name: stats.weights, input: dense}",
        "  - {name: member, input: ids, vocabulary: {yes: 1, no: 2}, unknown: 0}",
        "  - {name: shop, input: ids}",
    };
    private static final String[] CANDIDATES =
            Stream.concat(Stream.of("rows: candidates"), Stream.of(FIELDS)).toArray(String[]::new);

    @Test
    void fillsEveryElementFromItsField() {
        WrittenRows written = written(
                RANKER,
                """
                {"price": 2.5, "stats": {"weights": [3, 4]}, "member": "yes", "shop": 9007199254740993,
                 "user": {"age": 42}, "ignored": [1, {"a": null}]}
                """,
                FIELDS);

        assertThat(written.numbers(0)).containsExactly(42.0, 2.5, 3.0, 4.0);
        assertThat(written.longs(1)).containsExactly(1L, 9007199254740993L);
    }

    /** The expected numbers are Python's {@code zlib.crc32("München".encode()) % 1000}, and those of "7". */
    @Test
    void hashesWordsThatAreTooManyForAVocabulary() {
        assertThat(written(one(DataType.INT64, 2), "{\"v\": [\"München\", 7]}", "fields: [{name: v, hash: 1000}]")
                        .longs(0))
                .containsExactly(337L, 346L);
    }

    @Test
    void refusesAHashBesideAVocabularyAndOneThatTheInputCannotHold() {
        assertThat(Settings.of("fields: [{name: v, hash: 1000, vocabulary: {a: 1}}]")
                        .problemsOf(new JsonPreprocessorFactory()::configure, one(DataType.INT8, 1)))
                .containsExactlyInAnyOrder(
                        "stage.fields[0].hash: must not be given beside a vocabulary",
                        "stage.fields[0].hash: must be a number of buckets that fit the input's dtype INT8, is 1000");
    }

    @Test
    void makesARowOfEachElementAndSharesTheDocument() {
        String document =
                """
                {"user": {"age": 42}, "candidates": [
                  {"price": 1, "stats": {"weights": [2, 3]}, "member": "no", "shop": 4},
                  {"price": true, "stats": {"weights": [[6], [7]]}, "member": "?", "shop": -8}]}
                """;

        RowSource rows = stage(RANKER, CANDIDATES).prepare(Requests.json(document));

        assertThat(rows.rows()).isEqualTo(2);
        assertThat(rows.bucket()).isZero();
        assertThat(rows.bytes()).isEqualTo(2 * (4 * 4 + 2 * 8));
        WrittenRows written = WrittenRows.of(rows, RANKER);
        assertThat(written.numbers(0)).containsExactly(42.0, 1.0, 2.0, 3.0, 42.0, 1.0, 6.0, 7.0);
        assertThat(written.numbers(1)).containsExactly(2.0, 4.0, 0.0, -8.0);
    }

    @Test
    void anArrayAtTheTopIsSeveralRows() {
        assertThat(written(one(DataType.FLOAT32, 1), "[{\"v\": 1}, {\"v\": 2}, {\"v\": 3}]", "fields: [{name: v}]")
                        .numbers(0))
                .containsExactly(1.0, 2.0, 3.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"v\": null}"})
    void fillsInTheDefaultForWhatIsMissing(String document) {
        assertThat(written(one(DataType.FLOAT32, 2), document, "fields: [{name: v, default: 0.5}]")
                        .numbers(0))
                .containsExactly(0.5, 0.5);
    }

    @Test
    void findsFieldsInsideOfArrays() {
        assertThat(written(one(DataType.FLOAT32, 1), "{\"a\": [{\"b\": 1}, {\"b\": 2}]}", "fields: [{name: a.1.b}]")
                        .numbers(0))
                .containsExactly(2.0);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 1e-3, 0.0010000000474974513",
        "FLOAT16, 0.5, 0.5",
        "INT64, -9223372036854775808, -9223372036854775808",
        "INT32, 1e3, 1000",
        "INT8, -128, -128",
        "UINT8, 255, 255",
        "BOOL, true, 1",
    })
    void convertsToTheDtypeOfTheInput(DataType dtype, String value, double expected) {
        assertThat(written(one(dtype, 1), "{\"v\": " + value + "}", "fields: [{name: v}]")
                        .numbers(0))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 1e39",
        "FLOAT32, 1e999",
        "FLOAT16, 70000",
        "INT64, 9223372036854775808",
        "INT32, 1.5",
        "INT8, 128",
        "UINT8, -1",
        "BOOL, 2",
    })
    void refusesWhatTheDtypeCannotHold(DataType dtype, String value) {
        assertThatThrownBy(() -> written(one(dtype, 1), "{\"v\": " + value + "}", "fields: [{name: v}]"))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.INVALID_INPUT))
                .hasMessageStartingWith("the field does not fit the input's dtype: field=v, row=0, value=")
                .hasMessageEndingWith(", dtype=" + dtype);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatItCannotUse(String document, RecordFailure failure, String message) {
        assertThatThrownBy(() -> written(RANKER, document, CANDIDATES))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(failure))
                .hasMessage(message);
    }

    static List<Arguments> refusals() {
        String stats = "\"stats\": {\"weights\": [1, 2]}";
        return List.of(
                invalid("{}", "the document has no rows: rows=candidates"),
                invalid("{\"candidates\": []}", "the document has no rows: rows=candidates"),
                invalid("{\"candidates\": [3]}", "a row must be an object: row=0, kind=number"),
                invalid("{\"candidates\": \"x\"}", "a row must be an object: row=0, kind=string"),
                invalid("{\"candidates\": [{}]}", "the field is missing and has no default: field=price, row=0"),
                invalid(
                        "{\"candidates\": {\"price\": \"12\"}}",
                        "the field is neither a number nor a boolean: field=price, row=0, kind=string"),
                invalid(
                        "{\"candidates\": {\"price\": [1, 2]}}",
                        "the field has the wrong number of values: field=price, row=0, values=2, expected=1"),
                invalid(
                        "{\"candidates\": {\"price\": []}}",
                        "the field has the wrong number of values: field=price, row=0, values=0, expected=1"),
                invalid(
                        "{\"candidates\": {\"price\": 1, \"stats\": {\"weights\": [1, null]}}}",
                        "the field is neither a number nor a boolean: field=stats.weights, row=0, kind=null"),
                invalid(
                        "{\"candidates\": {\"price\": 1, " + stats + ", \"member\": \"yes\", \"shop\": 0.5}}",
                        "the field does not fit the input's dtype: field=shop, row=0, value=0.5, dtype=INT64"),
                Arguments.of(
                        "{\"candidates\": [" + "{},".repeat(16) + "{}]}",
                        RecordFailure.TOO_LARGE,
                        "the request has more rows than a batch takes: rows=17, max=16, model=toy"));
    }

    @Test
    void refusesWordsOutsideOfAVocabularyWithoutUnknown() {
        String word = "x".repeat(50);

        assertThatThrownBy(() -> written(
                        one(DataType.INT64, 1), "{\"v\": \"" + word + "\"}", "fields: [{name: v, vocabulary: {a: 1}}]"))
                .isInstanceOf(RecordException.class)
                .hasMessage("the field is not in its vocabulary: field=v, row=0, value=\"" + "x".repeat(39) + "...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"v\": NaN}",
                "{\"v\": 1} {\"v\": 2}",
                "{\"v\": 1, \"v\": 2}",
                "\u0000\u0001",
                "<v>1</v>",
            })
    void refusesWhatIsNotJson(String document) {
        assertThatThrownBy(() -> written(one(DataType.FLOAT32, 1), document, "fields: [{name: v}]"))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.UNDECODABLE))
                .hasMessageStartingWith("the document is not JSON: bytes=" + document.length() + ", reason=");
    }

    @Test
    void refusesJsonThatNestsWithoutEnd() {
        assertThatThrownBy(() -> written(one(DataType.FLOAT32, 1), "[".repeat(1_000_000), "fields: [{name: v}]"))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.UNDECODABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.shop+json"})
    void readsEveryMediaTypeOfJson(String mediaType) {
        byte[] document = "{\"v\": 1}".getBytes(StandardCharsets.UTF_8);

        assertThat(stage(one(DataType.FLOAT32, 1), "fields: [{name: v}]")
                        .prepare(Requests.encoded(mediaType, document))
                        .rows())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "image/svg+json"})
    void refusesOtherMediaTypes(String mediaType) {
        byte[] document = "{\"v\": 1}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> stage(one(DataType.FLOAT32, 1), "fields: [{name: v}]")
                        .prepare(Requests.encoded(mediaType, document)))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.UNSUPPORTED_MEDIA_TYPE))
                .hasMessage("the json stage does not read this media type: mediaType=" + mediaType
                        + ", supported=application/json");
    }

    @Test
    void refusesTensors() {
        assertThatThrownBy(() ->
                        stage(one(DataType.FLOAT32, 1), "fields: [{name: v}]").prepare(Requests.tensors()))
                .hasMessage("the json stage reads an encoded payload, not tensors");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void reportsEveryMistakeOfItsSettings(String settings, List<String> problems) {
        assertThat(Settings.of(settings).problemsOf(new JsonPreprocessorFactory()::configure, RANKER))
                .containsExactlyInAnyOrderElementsOf(problems);
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(
                        "fields: []",
                        List.of(
                                "stage.fields: no field fills the first element of the input dense",
                                "stage.fields: no field fills the first element of the input ids")),
                Arguments.of(
                        "fields: [{name: a, input: dense, offset: 1}, {name: b, input: ids}]",
                        List.of("stage.fields: no field fills the first element of the input dense")),
                Arguments.of(
                        "fields: [{name: a, input: dense}, {name: b, input: dense, offset: 0}, {name: c, input: ids},"
                                + " {name: d, input: ids, offset: 2}]",
                        List.of(
                                "stage.fields[1].offset: another field of the input has it, is 0",
                                "stage.fields[3].offset: must be below the number of elements of the input's row 2,"
                                        + " is 2")),
                Arguments.of(
                        "fields: [{name: a, input: dense}, {input: ids, default: 0.5, vocabulary: {a: 1e30}}]",
                        List.of(
                                "stage.fields[1].name: is required",
                                "stage.fields[1].default: must be a value of the input's dtype INT64, is 0.5",
                                "stage.fields[1].vocabulary.a: must be a value of the input's dtype INT64,"
                                        + " is 1.0E30")));
    }

    @Test
    void needsAModelOfOneRowShape() {
        Signature signature = new Signature(
                List.of(Models.tensor("x", DataType.FLOAT32, -1, -1)),
                List.of(Models.tensor("y", DataType.FLOAT32, -1, 1)));
        List<Bucket> buckets = IntStream.of(8, 16)
                .mapToObj(length -> new Bucket(String.valueOf(length), List.of(Shape.of(length))))
                .toList();

        assertThat(Settings.of("fields: [{name: a}]")
                        .problemsOf(new JsonPreprocessorFactory()::configure, Models.of(signature, buckets, List.of())))
                .containsExactly("stage.type: the json stage needs a model with one row shape, it has 2 buckets");
    }

    private static Arguments invalid(String document, String message) {
        return Arguments.of(document, RecordFailure.INVALID_INPUT, message);
    }

    private static ModelBinding one(DataType dtype, int elements) {
        return Models.withInput(dtype, -1, elements);
    }

    private static WrittenRows written(ModelBinding model, String document, String... settings) {
        return WrittenRows.of(stage(model, settings).prepare(Requests.json(document)), model);
    }

    private static Preprocessor stage(ModelBinding model, String... settings) {
        return Settings.of(settings)
                .read(new JsonPreprocessorFactory()::configure, model)
                .get();
    }
}
