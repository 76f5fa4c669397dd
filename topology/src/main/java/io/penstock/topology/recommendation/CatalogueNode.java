package io.penstock.topology.recommendation;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.schema.recommendation.Item;
import io.penstock.topology.pipeline.RecordReader;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the catalogue as its topic says. An item that cannot be read is left as it was, with a warning: the global thread
 * has no producer for dead letters.
 */
final class CatalogueNode extends ContextualProcessor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueNode.class);

    private final RecordReader<Item> reader;
    private final Catalogue catalogue;

    CatalogueNode(RecordReader<Item> reader, Catalogue catalogue) {
        this.reader = reader;
        this.catalogue = catalogue;
    }

    @Override
    public void process(Record<byte[], byte @Nullable []> record) {
        try {
            apply(record, context().getStateStore(Catalogue.STORE));
        } catch (RecordException refused) {
            LOG.atWarn()
                    .setMessage("An item of the catalogue is not readable and stays as it was")
                    .addKeyValue("reason", refused.getMessage())
                    .log();
        }
    }

    private void apply(Record<byte[], byte @Nullable []> record, KeyValueStore<String, Item> store) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            store.delete(key);
            catalogue.remove(key);
            return;
        }
        Item item = reader.read(record.value(), record.headers());
        if (!item.getId().equals(key)) {
            throw new RecordException(
                    RecordFailure.INVALID_INPUT, "an item's key must be its id: key=" + key + ", id=" + item.getId());
        }
        store.put(key, item);
        catalogue.put(item);
    }
}
