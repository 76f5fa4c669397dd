package io.penstock.topology.stage.json;

import io.penstock.engine.DataType;
import io.penstock.engine.TensorSpec;
import io.penstock.topology.config.Section;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.TensorElements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the list of fields and which elements each of them fills. */
final class FieldSettings {
    private static final FieldPath NOWHERE = FieldPath.of("");

    private final ModelBinding model;

    FieldSettings(ModelBinding model) {
        this.model = model;
    }

    /** Where a field is looked for, as settings spell it. */
    private enum Scope {
        ROW,
        DOCUMENT
    }

    List<JsonField> read(Section settings) {
        List<NavigableMap<Integer, Section>> byInput = byInput(settings);
        List<JsonField> fields = new ArrayList<>();
        for (int input = 0; input < byInput.size(); input++) {
            NavigableMap<Integer, Section> byOffset = byInput.get(input);
            int rowElements = rowElements(input);
            requireCovered(settings, model.signature().inputs().get(input), byOffset);
            for (Map.Entry<Integer, Section> field : byOffset.entrySet()) {
                Integer next = byOffset.higherKey(field.getKey());
                int end = next == null ? rowElements : next;
                DataType dtype = model.signature().inputs().get(input).dtype();
                fields.add(field(
                        field.getValue(),
                        new FieldTarget(input, dtype, field.getKey(), end - field.getKey(), rowElements)));
            }
        }
        return fields;
    }

    /** A path as one of the keys has it; a problem if it is none. */
    static FieldPath path(Section settings, String key, String text) {
        try {
            return FieldPath.of(text);
        } catch (IllegalArgumentException e) {
            settings.problem(key, "must be a JSON pointer such as /user/age or a path such as user.age, is " + text);
            return NOWHERE;
        }
    }

    /** For each input, its fields by the first element that they fill. */
    private List<NavigableMap<Integer, Section>> byInput(Section settings) {
        Map<Integer, NavigableMap<Integer, Section>> byInput = new HashMap<>();
        for (Section field : settings.sections("fields")) {
            int input = model.input(field, "input");
            NavigableMap<Integer, Section> others = byInput.computeIfAbsent(input, absent -> new TreeMap<>());
            int follows = others.isEmpty() ? 0 : others.lastKey() + 1;
            int offset = field.integer("offset", follows, 0, Integer.MAX_VALUE);
            if (offset >= rowElements(input)) {
                field.problem(
                        "offset",
                        "must be below the number of elements of the input's row " + rowElements(input) + ", is "
                                + offset);
            } else if (others.putIfAbsent(offset, field) != null) {
                field.problem("offset", "another field of the input has it, is " + offset);
            }
        }
        List<NavigableMap<Integer, Section>> all = new ArrayList<>();
        for (int input = 0; input < model.signature().inputs().size(); input++) {
            all.add(byInput.getOrDefault(input, new TreeMap<>()));
        }
        return all;
    }

    private static void requireCovered(Section settings, TensorSpec input, NavigableMap<Integer, Section> fields) {
        if (!fields.containsKey(0)) {
            settings.problem("fields", "no field fills the first element of the input " + input.name());
        }
    }

    private int rowElements(int input) {
        return Math.toIntExact(model.buckets().get(0).rowShapes().get(input).elements());
    }

    private static JsonField field(Section settings, FieldTarget target) {
        FieldPath path = path(settings, "name", settings.text("name"));
        Scope scope = settings.choice("scope", Scope.class, Scope.ROW);
        OptionalLong fallback = optional(settings, "default", target.dtype());
        Vocabulary vocabulary = vocabulary(settings, target.dtype());
        return new JsonField(
                path,
                scope == Scope.DOCUMENT,
                target,
                fallback,
                vocabulary,
                hash(settings, target.dtype(), vocabulary));
    }

    private static @Nullable WordHash hash(Section settings, DataType dtype, Vocabulary vocabulary) {
        int buckets = settings.integer("hash", 0, 1, Integer.MAX_VALUE);
        if (!settings.has("hash")) {
            return null;
        }
        if (!vocabulary.isEmpty()) {
            settings.problem("hash", "must not be given beside a vocabulary");
        }
        if (TensorElements.bits(dtype, buckets - 1L).isEmpty()) {
            settings.problem(
                    "hash", "must be a number of buckets that fit the input's dtype " + dtype + ", is " + buckets);
        }
        return new WordHash(buckets, dtype);
    }

    private static Vocabulary vocabulary(Section settings, DataType dtype) {
        Map<String, Long> words = new HashMap<>();
        Section vocabulary = settings.section("vocabulary");
        settings.properties("vocabulary").keySet().forEach(word -> {
            double number = vocabulary.number(word, 0);
            words.put(word, bits(vocabulary, word, number, dtype));
        });
        return new Vocabulary(words, optional(settings, "unknown", dtype));
    }

    private static OptionalLong optional(Section settings, String key, DataType dtype) {
        return settings.has(key)
                ? OptionalLong.of(bits(settings, key, settings.number(key, 0), dtype))
                : OptionalLong.empty();
    }

    private static long bits(Section settings, String key, double number, DataType dtype) {
        OptionalLong bits = TensorElements.bits(dtype, number);
        if (bits.isEmpty()) {
            settings.problem(key, "must be a value of the input's dtype " + dtype + ", is " + number);
        }
        return bits.orElse(0);
    }
}
