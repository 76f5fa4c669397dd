package io.penstock.schema.serde;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * The generated classes of a record and of all that it is made of. Each has a reader of its own, and a reader keeps the
 * thread that made it: were they initialised with the first record, on a StreamThread, the class would keep that
 * thread's whole application reachable after it was closed, with its sessions. The serdes of this package see to it themselves;
 * call it where records are read with Avro directly. Thread-safe.
 */
public final class RecordClasses {
    private RecordClasses() {}

    /** Initialises them on this thread; those that are initialised stay as they are. */
    public static void initialise(Schema record) {
        TrustedRecords.allow();
        initialise(record, new HashSet<>());
    }

    private static void initialise(Schema schema, Set<Schema> seen) {
        if (!seen.add(schema)) {
            return;
        }
        parts(schema).forEach(part -> initialise(part, seen));
        if (schema.getType() == Schema.Type.RECORD) {
            // a new instance is what initialises it for sure
            SpecificData.get().newRecord(null, schema);
        }
    }

    private static List<Schema> parts(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> schema.getFields().stream().map(Schema.Field::schema).toList();
            case UNION -> schema.getTypes();
            case ARRAY -> List.of(schema.getElementType());
            case MAP -> List.of(schema.getValueType());
            default -> List.of();
        };
    }
}
