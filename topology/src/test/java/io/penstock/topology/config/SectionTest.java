package io.penstock.topology.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.FailureCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionTest {
    private enum Resize {
        BILINEAR,
        NEAREST_NEIGHBOUR
    }

    private final Path folder;

    private final Problems problems = new Problems("pipeline.yaml");

    SectionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Section parse(String yaml) {
        return Section.parse(yaml, folder, Map.of("PORT", "99999", "WHO", "world"), problems);
    }

    private List<String> messages() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void reportsARequiredKeyThatIsAbsent() {
        Section preprocess = parse("preprocess: { type: image }").section("preprocess");

        assertThat(preprocess.integer("width", 1, 4096)).isEqualTo(1);
        assertThat(preprocess.text("mode")).isEmpty();
        assertThat(messages())
                .containsExactly("preprocess.width: is required (line 1)", "preprocess.mode: is required (line 1)");
    }

    @Test
    void takesAKeyWithNothingBehindItAsAbsent() {
        Section root = parse("name:\ninput:\n");

        assertThat(root.has("name")).isFalse();
        assertThat(root.text("name", "digits")).isEqualTo("digits");
        assertThat(root.section("input").text("topic", "in")).isEqualTo("in");
        assertThat(messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5ms, 5000000",
        "250us, 250000",
        "1s, 1000000000",
        "2m, 120000000000",
        "1h, 3600000000000",
        "0, 0",
        "0s, 0",
        "1.5ms, 1500000",
        "7 ns, 7"
    })
    void readsDurations(String text, long nanos) {
        assertThat(parse("window: " + text).duration("window", Duration.ZERO)).isEqualTo(Duration.ofNanos(nanos));
        assertThat(messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-5ms | must be positive, is -5 ms",
                "5 | must be a duration such as 5ms (ns, us, ms, s, m, h), is 5",
                "soon | must be a duration such as 5ms (ns, us, ms, s, m, h), is soon",
                "0.1ns | is too large or too fine, is 0.1 ns",
                "[5ms] | must be a single value, is a list"
            })
    void refusesOtherDurations(String text, String message) {
        Section infer = parse("infer:\n  window: " + text).section("infer");

        assertThat(infer.duration("window", Duration.ofMillis(5))).isEqualTo(Duration.ofMillis(5));
        assertThat(messages()).containsExactly("infer.window: " + message + " (line 2)");
    }

    @ParameterizedTest
    @CsvSource({"64KiB, 65536", "16MB, 16000000", "2GiB, 2147483648", "1000, 1000", "3 B, 3", "0, 0"})
    void readsSizes(String text, long bytes) {
        assertThat(parse("size: " + text).bytes("size", 1)).isEqualTo(bytes);
        assertThat(messages()).isEmpty();
    }

    @Test
    void refusesASizeOfAnUnknownUnit() {
        assertThat(parse("size: 5 bananas").bytes("size", 1)).isEqualTo(1);
        assertThat(messages())
                .containsExactly(
                        "size: must be a size such as 64KiB (B, KB, MB, GB, KiB, MiB, GiB), is 5 bananas (line 1)");
    }

    @ParameterizedTest
    @CsvSource({"1/255, 0.00392156862745098", "0.5, 0.5", "-3, -3", "1e-3, 0.001"})
    void readsNumbersAndFractions(String text, double number) {
        assertThat(parse("scale: " + text).number("scale", 1)).isEqualTo(number);
        assertThat(messages()).isEmpty();
    }

    @Test
    void refusesWhatIsNoFiniteNumber() {
        Section root = parse("a: 1/0\nb: .nan\nc: one\n");

        assertThat(root.number("a", 7) + root.number("b", 7) + root.number("c", 7))
                .isEqualTo(21);
        assertThat(messages())
                .containsExactly(
                        "a: must be a finite number, is 1/0 (line 1)",
                        "b: must be a number or a fraction such as 1/255, is .nan (line 2)",
                        "c: must be a number or a fraction such as 1/255, is one (line 3)");
    }

    @Test
    void refusesIntegersOutOfRange() {
        Section root = parse("a: 0\nb: 70000\nc: 3000000000\nd: 1.5\n");
        root.integer("a", 1, Integer.MAX_VALUE);
        root.integer("b", 8090, 0, 65_535);
        root.integer("c", 1, 0, Integer.MAX_VALUE);
        root.integer("d", 1, 0, 10);

        assertThat(messages())
                .containsExactly(
                        "a: must be at least 1, is 0 (line 1)",
                        "b: must be from 0 to 65535, is 70000 (line 2)",
                        "c: must be at least 0, is 3000000000 (line 3)",
                        "d: must be a whole number, is 1.5 (line 4)");
    }

    @ParameterizedTest
    @CsvSource({"nearest-neighbour", "nearest_neighbour", "NEAREST_NEIGHBOUR"})
    void readsChoices(String text) {
        assertThat(parse("resize: " + text).choice("resize", Resize.class, Resize.BILINEAR))
                .isEqualTo(Resize.NEAREST_NEIGHBOUR);
        assertThat(messages()).isEmpty();
    }

    @Test
    void listsTheChoicesAndTheNearest() {
        Section root = parse("resize: bilinea\nother: cubic\n");
        root.choice("resize", Resize.class, Resize.BILINEAR);
        root.choice("other", Resize.class, Resize.BILINEAR);

        assertThat(messages())
                .containsExactly(
                        "resize: must be one of bilinear, nearest-neighbour, is bilinea, did you mean bilinear? (line 1)",
                        "other: must be one of bilinear, nearest-neighbour, is cubic (line 2)");
    }

    @Test
    void refusesAFlagThatIsNeitherTrueNorFalse() {
        Section root = parse("a: true\nb: yes\n");

        assertThat(root.flag("a", false)).isTrue();
        assertThat(root.flag("b", false)).isFalse();
        assertThat(messages()).containsExactly("b: must be true or false, is yes (line 2)");
    }

    @Test
    void readsListsAndTakesASingleValueAsAListOfOne() {
        Section root = parse("mean: [0.5, 1/4]\nstd: 2\nlabels: [a, b]\nbuckets: [32, x]\n");

        assertThat(root.numbers("mean", List.of())).containsExactly(0.5, 0.25);
        assertThat(root.numbers("std", List.of())).containsExactly(2.0);
        assertThat(root.texts("labels", List.of())).containsExactly("a", "b");
        assertThat(root.integers("buckets", List.of(8))).containsExactly(8);
        assertThat(messages()).containsExactly("buckets[1]: must be a whole number, is x (line 4)");
    }

    @Test
    void readsListsOfSections() {
        List<Section> inputs = parse("inputs:\n- name: image\n- nam: mask\n").sections("inputs");
        inputs.forEach(input -> input.text("name", "x"));

        assertThat(inputs).extracting(Section::path).containsExactly("inputs[0]", "inputs[1]");
        assertThatThrownBy(problems::throwIfAny)
                .hasMessage("pipeline.yaml: 1 problem\n  inputs[1].nam: unknown key, did you mean name? (line 3)");
    }

    @Test
    void refusesAValueWhereASectionBelongs() {
        Section root = parse("infer: digits\nkafka: [a]\n");
        root.section("infer");
        root.properties("kafka");

        assertThat(messages())
                .containsExactly(
                        "infer: must be a section, is a single value (line 1)",
                        "kafka: must be a section, is a list (line 2)");
    }

    @Test
    void joinsTheKeysOfNestedPropertiesWithDotsAndListsWithCommas() {
        Map<String, String> kafka = parse("kafka:\n  acks: 01\n  consumer: { max.poll.records: 5 }\n  hosts: [a, b]\n")
                .properties("kafka");

        assertThat(kafka)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("acks", "01", "consumer.max.poll.records", "5", "hosts", "a,b"));
        problems.throwIfAny();
    }

    @Test
    void givesTheKeysThatNobodyReadAsOtherProperties() {
        Section registry = parse("registry: { url: http://r, auto.register.schemas: false }")
                .section("registry");
        registry.text("url");

        assertThat(registry.otherProperties()).isEqualTo(Map.of("auto.register.schemas", "false"));
        problems.throwIfAny();
    }

    @Test
    void findsFilesRelativeToTheFolder() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.txt"), "a");
        Section root = parse("labels: labels.txt\nother: nowhere.txt\n");

        assertThat(root.file("labels")).contains(labels);
        assertThat(root.file("other")).isEmpty();
        assertThat(root.file("absent")).isEmpty();
        assertThat(messages()).containsExactly("other: no such file, is nowhere.txt (line 2)");
    }

    @Test
    void refusesUnknownKeysAndNamesTheNearest() {
        Section root = parse("infer:\n  windw: 5ms\n  zzz: 1\npreproces: {}\n");
        root.section("infer").duration("window", Duration.ZERO);
        root.section("infer").text("model", "");
        root.section("preprocess");

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.category()).isEqualTo(FailureCategory.FATAL))
                .hasMessage(
                        """
                        pipeline.yaml: 3 problems
                          infer.windw: unknown key, did you mean window? (line 2)
                          infer.zzz: unknown key, known are: model, window (line 3)
                          preproces: unknown key, did you mean preprocess? (line 4)""");
    }

    @Test
    void ignoresKeysForHumanReadersAndSectionsOfStagesElsewhere() {
        Section root = parse("training: { seed: 20 }\npreprocess: { type: image, nested: { width: 8 } }\n");
        root.ignore("training");
        root.section("preprocess").section("nested");
        root.section("preprocess").ignoreAll();

        problems.throwIfAny();

        assertThat(messages()).isEmpty();
    }

    @Test
    void remembersEveryKeyWithItsTypeAndDefault() {
        Section root = parse("inputs: [{}, {}]");
        root.section("infer").duration("window", Duration.ofMillis(1500));
        root.sections("inputs").forEach(input -> input.text("name", "x"));
        root.bytes("size", 65_536);
        root.choice("resize", Resize.class, Resize.NEAREST_NEIGHBOUR);
        root.number("scale", 1);
        root.optionalText("version");

        assertThat(problems.keys())
                .containsExactly(
                        new ConfigKey("infer", "section", "none"),
                        new ConfigKey("infer.window", "duration", "1500ms"),
                        new ConfigKey("inputs", "list of sections", "none"),
                        new ConfigKey("inputs[].name", "text", "x"),
                        new ConfigKey("size", "size", "64KiB"),
                        new ConfigKey("resize", "choice", "nearest-neighbour"),
                        new ConfigKey("scale", "number", "1"),
                        new ConfigKey("version", "text", "none"));
    }

    @Test
    void refusesAKeyGivenTwice() {
        parse("kafka:\n  acks: all\n  acks: 1\n");

        assertThat(messages()).containsExactly("kafka.acks: is given twice, first in line 2 (line 3)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: b: c | is not valid YAML: mapping values are not allowed here, column 5 (line 1)",
                "just text | the file is no YAML mapping of keys to values (line 1)",
                "a: &x { b: *x } | an anchor contains itself (line 1)"
            })
    void namesTheLineOfAnInvalidFile(String yaml, String message) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessage("pipeline.yaml: 1 problem\n  " + message);
    }

    @Test
    void resolvesReferences() throws IOException {
        Files.writeString(folder.resolve("token"), "t0ps3cret\n");
        Section root = parse("a: hello ${WHO}\nb: ${NOBODY:no:one}\nc: ${file:token}\nd: $${WHO}\ne: ${NOBODY:}\n");

        assertThat(List.of(root.text("a"), root.text("b"), root.text("c"), root.text("d"), root.text("e")))
                .containsExactly("hello world", "no:one", "t0ps3cret", "${WHO}", "");
        assertThat(messages()).isEmpty();
    }

    @Test
    void reportsReferencesThatLeadNowhere() {
        Section root = parse("a: ${NOBODY}\nb: ${file:nowhere}\nc: ${not a name}\n");

        assertThat(root.text("a")).isEmpty();
        assertThat(root.text("b", "x")).isEqualTo("x");
        assertThat(root.text("c", "x")).isEqualTo("x");
        assertThat(messages())
                .containsExactly(
                        "a: the environment variable NOBODY is not set; set it or write ${NOBODY:default} (line 1)",
                        "b: cannot read the file nowhere (NoSuchFileException) (line 2)",
                        "c: has a reference that is neither ${NAME}, ${NAME:default} nor ${file:/path} (line 3)");
    }

    @Test
    void doesNotPrintAValueThatCameFromAReference() {
        Section root = parse("port: ${PORT}\nname: ${WHO}\n");
        root.integer("port", 8090, 0, 65_535);
        root.problem("name", "must be short, is world");

        assertThat(messages())
                .containsExactly(
                        "port: must be from 0 to 65535, is *** (line 1)", "name: must be short, is *** (line 2)");
    }

    @Test
    void doesNotPrintAValueWhoseKeyLooksSecret() {
        Section root = parse("password: hunter2\n");
        root.integer("password", 0, 0, 9);
        root.problem("password", "hunter2 is too easy");

        assertThat(messages())
                .containsExactly(
                        "password: must be a whole number, is *** (line 1)", "password: *** is too easy (line 1)");
    }

    @ParameterizedTest
    @CsvSource({
        "sasl.jaas.config, x, ***",
        "ssl.key.password, x, ***",
        "ssl.keystore.key, x, ***",
        "basic.auth.user.info, u:p, ***",
        "bearer.auth.token, x, ***",
        "client_secret, x, ***",
        "authToken, x, ***",
        "proxy, http://u:p@host, ***",
        "any, ${WHO}, ***",
        "bootstrap.servers, b:9092, b:9092",
        "tokenizer, t.json, t.json",
        "ssl.keystore.location, k.jks, k.jks"
    })
    void masksSecretsWhenPropertiesOrSectionsArePrinted(String key, String value, String printed) {
        Section root = parse("kafka:\n  " + key + ": " + value + "\n");

        assertThat(root.properties("kafka")).hasToString("{" + key + "=" + printed + "}");
        assertThat(root).hasToString("{kafka={" + key + "=" + printed + "}}");
    }
}
