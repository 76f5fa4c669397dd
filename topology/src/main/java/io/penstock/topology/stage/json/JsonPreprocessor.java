package io.penstock.topology.stage.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Bucket;
import io.penstock.inference.RowSource;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Preprocessor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes rows of a JSON document's fields. Immutable and thread-safe. */
final class JsonPreprocessor implements Preprocessor {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final ModelBinding model;
    private final FieldPath rows;
    private final List<JsonField> fields;

    /**
     * For a model with one bucket.
     *
     * @param rows where the rows are in a document
     * @param fields which together fill every element of every input
     */
    JsonPreprocessor(ModelBinding model, FieldPath rows, List<JsonField> fields) {
        this.model = model;
        this.rows = rows;
        this.fields = List.copyOf(fields);
    }

    @Override
    public RowSource prepare(InferenceRequest request) {
        if (!(request.getInput() instanceof EncodedPayload payload)) {
            throw refused("the json stage reads an encoded payload, not tensors");
        }
        requireJson(payload.getMediaType());
        JsonNode document = parse(payload.getContent());
        JsonNode found = rows.in(document);
        int count = count(found);
        List<ByteBuffer> inputs = buffers(count);
        for (int row = 0; row < count; row++) {
            JsonNode object = found.isArray() ? found.get(row) : found;
            if (!object.isObject()) {
                throw refused("a row must be an object: row=" + row + ", kind=" + kind(object));
            }
            for (JsonField field : fields) {
                field.write(document, object, row, inputs.get(field.target().input()));
            }
        }
        return new JsonRows(count, inputs);
    }

    private int count(JsonNode found) {
        if (found.isMissingNode() || (found.isArray() && found.isEmpty())) {
            throw refused("the document has no rows" + (rows.text().isEmpty() ? "" : ": rows=" + rows.text()));
        }
        int count = found.isArray() ? found.size() : 1;
        if (count > model.maxRows()) {
            throw new RecordException(
                    RecordFailure.TOO_LARGE,
                    "the request has more rows than a batch takes: rows=" + count + ", max=" + model.maxRows()
                            + ", model=" + model.name());
        }
        return count;
    }

    private List<ByteBuffer> buffers(int rows) {
        Bucket bucket = model.buckets().get(0);
        return IntStream.range(0, bucket.rowShapes().size())
                .mapToLong(input -> Math.multiplyExact(bucket.rowBytes(model.signature(), input), rows))
                .mapToObj(bytes -> ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder()))
                .toList();
    }

    private static void requireJson(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String bare = (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!bare.equals("application/json") && !(bare.startsWith("application/") && bare.endsWith("+json"))) {
            throw new RecordException(
                    RecordFailure.UNSUPPORTED_MEDIA_TYPE,
                    "the json stage does not read this media type: mediaType=" + mediaType
                            + ", supported=application/json");
        }
    }

    private static JsonNode parse(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        try {
            JsonNode document = READER.readTree(bytes);
            if (document.isMissingNode()) {
                throw undecodable(bytes.length, "it is empty", null);
            }
            return document;
        } catch (JsonProcessingException e) {
            throw undecodable(bytes.length, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw undecodable(bytes.length, String.valueOf(e.getMessage()), e);
        }
    }

    private static RecordException undecodable(int bytes, String reason, @Nullable Throwable cause) {
        return new RecordException(
                RecordFailure.UNDECODABLE, "the document is not JSON: bytes=" + bytes + ", reason=" + reason, cause);
    }

    private static RecordException refused(String message) {
        return new RecordException(RecordFailure.INVALID_INPUT, message);
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
