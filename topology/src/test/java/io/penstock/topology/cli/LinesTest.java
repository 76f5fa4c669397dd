package io.penstock.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.BatchInfo;
import io.penstock.schema.ClassificationOutput;
import io.penstock.schema.ClassifiedRow;
import io.penstock.schema.DataType;
import io.penstock.schema.DeadLetter;
import io.penstock.schema.FailureCategory;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.NamedValue;
import io.penstock.schema.RegressedRow;
import io.penstock.schema.RegressionOutput;
import io.penstock.schema.ScoredClass;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorOutput;
import io.penstock.schema.Timings;
import io.penstock.schema.serde.TrustedRecords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

final class LinesTest {
    private static final String TIMES = "  (queue 1.2 ms, compute 0.3 ms, end to end 7.0 ms, batch of 12)";

    static {
        TrustedRecords.allow();
    }

    private static final DeadLetter LETTER = DeadLetter.newBuilder()
            .setRequestId("r1")
            .setStage("preprocess")
            .setCategory(FailureCategory.UNDECODABLE)
            .setReason("cut\noff")
            .setSourceTopic("in")
            .setSourcePartition(3)
            .setSourceOffset(17)
            .setValue(ByteBuffer.wrap("x".getBytes(StandardCharsets.UTF_8)))
            .setFailedAt(Instant.EPOCH)
            .build();

    @Test
    void showsTheClassesWorthShowing() {
        ClassifiedRow row = new ClassifiedRow(List.of(
                new ScoredClass("eight", 8, 0.999f),
                new ScoredClass("", 3, 0.001f),
                new ScoredClass("two", 2, 0.0001f)));
        assertThat(Lines.of(result(new ClassificationOutput(List.of(row)))))
                .isEqualTo("r1  eight 99.9 %, #3 0.1 %" + TIMES);
    }

    @Test
    void showsTheFirstRowsOfMany() {
        RegressedRow row = new RegressedRow(List.of(new NamedValue("price", 7.5)));
        assertThat(Lines.of(result(new RegressionOutput(Collections.nCopies(5, row)))))
                .isEqualTo("r1  price 7.5 | price 7.5 | price 7.5 | and 2 rows more" + TIMES);
    }

    @Test
    void showsTheShapesOfTensors() {
        Tensor tensor = new Tensor("logits", DataType.FLOAT32, List.of(1L, 10L), ByteBuffer.allocate(40));
        assertThat(Lines.of(result(new TensorOutput(List.of(tensor))))).isEqualTo("r1  logits [1, 10]" + TIMES);
    }

    @Test
    void showsWhyAndWhereARecordWasRefused() {
        assertThat(Lines.of(LETTER)).isEqualTo("r1  UNDECODABLE in preprocess: cut off  (in-3@17)");
    }

    @Test
    void turnsRecordsIntoPlainJson() {
        assertThat(AvroJson.of(LETTER))
                .hasToString("{\"requestId\":\"r1\",\"stage\":\"preprocess\",\"category\":\"UNDECODABLE\","
                        + "\"reason\":\"cut\\noff\",\"modelName\":\"\",\"modelVersion\":\"\",\"pipeline\":\"\","
                        + "\"sourceTopic\":\"in\",\"sourcePartition\":3,\"sourceOffset\":17,\"sourceTimestamp\":null,"
                        + "\"key\":null,\"value\":\"eA==\",\"headers\":[],\"failedAt\":\"1970-01-01T00:00:00Z\"}");
    }

    private static InferenceResult result(SpecificRecord output) {
        return InferenceResult.newBuilder()
                .setId("r1")
                .setOutput(output)
                .setBatch(new BatchInfo(1L, 12, 0))
                .setTimings(new Timings(1_234L, 300L, 7_000L))
                .build();
    }
}
