package io.penstock.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaDocumentationTest {
    @Test
    void everyTypeAndFieldIsDocumented() {
        var undocumented = new ArrayList<String>();
        for (var type : namedTypes()) {
            if (isBlank(type.getDoc())) {
                undocumented.add(type.getFullName());
            }
            for (var field : fields(type)) {
                if (isBlank(field.doc())) {
                    undocumented.add(type.getName() + "." + field.name());
                }
            }
        }

        assertThat(undocumented).isEmpty();
    }

    @Test
    void everyFieldAndEnumHasADefaultButThoseThatTellFormsApart() {
        var withoutDefault = new ArrayList<String>();
        for (var type : namedTypes()) {
            if (type.getType() == Schema.Type.ENUM && type.getEnumDefault() == null) {
                withoutDefault.add(type.getFullName());
            }
            for (var field : fields(type)) {
                if (!field.hasDefaultValue()) {
                    withoutDefault.add(type.getName() + "." + field.name());
                }
            }
        }

        assertThat(withoutDefault)
                .containsExactlyInAnyOrder(
                        "EncodedPayload.content",
                        "TensorInputs.tensors",
                        "ClassificationOutput.rows",
                        "ClassifiedRow.classes",
                        "DetectionOutput.rows",
                        "DetectedRow.detections",
                        "TensorOutput.tensors",
                        "RegressionOutput.rows",
                        "RegressedRow.values");
    }

    private static boolean isBlank(String doc) {
        return doc == null || doc.isBlank();
    }

    private static List<Schema.Field> fields(Schema type) {
        return type.getType() == Schema.Type.RECORD ? type.getFields() : List.of();
    }

    private static Set<Schema> namedTypes() {
        var found = new HashSet<Schema>();
        Contract.current().forEach(schema -> collect(schema, found));
        return found;
    }

    private static void collect(Schema schema, Set<Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.add(schema)) {
                    schema.getFields().forEach(field -> collect(field.schema(), found));
                }
            }
            case ENUM -> found.add(schema);
            case ARRAY -> collect(schema.getElementType(), found);
            case MAP -> collect(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
            default -> {}
        }
    }
}
