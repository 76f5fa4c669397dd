package io.penstock.topology.score.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Lines of JSON, each an object whose members are the columns. Lines without anything are skipped. */
final class JsonLinesReader implements RowReader {
    private static final ObjectReader PARSER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final CountedInput input;
    private final BufferedReader lines;
    private final List<String> columns;
    private @Nullable String peeked;

    JsonLinesReader(Path file) throws IOException {
        input = CountedInput.open(file);
        try {
            lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8), 1 << 16);
            peeked = line();
            columns = columns(peeked);
        } catch (Throwable failure) {
            input.close();
            throw failure;
        }
    }

    private static List<String> columns(@Nullable String first) {
        List<String> names = new ArrayList<>();
        if (first != null) {
            try {
                parse(first).fieldNames().forEachRemaining(names::add);
            } catch (RecordException e) {
                return names; // it is refused once it is read as a row
            }
        }
        return names;
    }

    private @Nullable String line() throws IOException {
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        return line == null ? null : line.strip();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Schema schema() {
        return Columns.texts(columns);
    }

    @Override
    public @Nullable Row next() throws IOException {
        String line = peeked;
        if (line == null) {
            return null;
        }
        peeked = line();
        return new JsonRow(line, parse(line));
    }

    private static ObjectNode parse(String line) {
        try {
            JsonNode node = PARSER.readTree(line);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new RecordException(
                    RecordFailure.UNDECODABLE, "the line is no JSON object: kind=" + node.getNodeType());
        } catch (JsonProcessingException e) {
            throw new RecordException(
                    RecordFailure.UNDECODABLE, "the line is not JSON: reason=" + e.getOriginalMessage(), e);
        }
    }

    @Override
    public double fraction() {
        return input.fraction();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
