package io.penstock.topology.stage.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.engine.DataType;
import io.penstock.topology.stage.TensorElements;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Numbers for words of which there are too many to list: the CRC-32 of the word's UTF-8, modulo the buckets.
 *
 * @param buckets the numbers are from 0 to one below
 * @param dtype that of the input, which holds all of them
 */
record WordHash(int buckets, DataType dtype) {
    /** The bits for a text, number or boolean. */
    long bits(JsonNode value) {
        CRC32 crc = new CRC32();
        crc.update(value.asText().getBytes(StandardCharsets.UTF_8));
        return TensorElements.bits(dtype, crc.getValue() % buckets).orElseThrow();
    }
}
