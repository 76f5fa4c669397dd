package io.penstock.topology.stage.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for words.
 *
 * @param words the bits of each word's number
 * @param unknown the bits for every other word; empty if there are to be none
 */
record Vocabulary(Map<String, Long> words, OptionalLong unknown) {
    Vocabulary {
        words = Map.copyOf(words);
    }

    /** Without any words, values are numbers already. */
    boolean isEmpty() {
        return words.isEmpty();
    }

    /** The bits for a text, number or boolean; empty if it is none of the words. */
    OptionalLong bits(JsonNode value) {
        @Nullable Long bits = words.get(value.asText());
        return bits == null ? unknown : OptionalLong.of(bits);
    }
}
