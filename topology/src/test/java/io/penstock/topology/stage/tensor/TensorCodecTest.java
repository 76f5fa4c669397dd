package io.penstock.topology.stage.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.Shape;
import io.penstock.inference.RowResults;
import io.penstock.inference.RowSource;
import io.penstock.schema.DataType;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.Tensor;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.TensorOutput;
import io.penstock.topology.stage.FixedResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.WrittenRows;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TensorCodecTest {
    private static final ModelBinding TWO_OUTPUTS = Models.withOutputs(
            List.of(),
            Models.tensor("scores", io.penstock.engine.DataType.FLOAT32, -1, 2),
            Models.tensor("boxes", io.penstock.engine.DataType.INT64, -1, -1, 2));
    private static final FixedResults RESULTS = FixedResults.of(Shape.of(2), 1, 2, 3, 4)
            .and(FixedResults.of(io.penstock.engine.DataType.INT64, Shape.of(1, 2), 5, 6, 7, 8));

    @Test
    void rowsGoThroughTensorsUnchanged() {
        ModelBinding model = Models.withInput(io.penstock.engine.DataType.FLOAT32, -1, 2);
        Tensor given = new Tensor("x", DataType.FLOAT32, List.of(1L, 2L), ByteBuffer.wrap(new byte[] {
            0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0x40
        }));

        TensorInputs tensors = TensorCodec.toTensors(rows(model, new TensorInputs(List.of(given))), model);

        assertThat(tensors.getTensors()).containsExactly(given);
        assertThat(WrittenRows.of(rows(model, tensors), model).numbers(0)).containsExactly(1.0, 2.0);
    }

    @Test
    void resultsGoThroughTensorsUnchanged() {
        TensorOutput output =
                TensorCodec.toTensorOutput(RESULTS, TWO_OUTPUTS.signature().outputs());

        RowResults back = TensorCodec.fromTensors(output, TWO_OUTPUTS);

        assertThat(output.getTensors().get(1).getShape()).containsExactly(2L, 1L, 2L);
        assertThat(back.rows()).isEqualTo(2);
        assertThat(back.rowShape(1)).isEqualTo(Shape.of(1, 2));
        assertThat(back.output(0)).isEqualTo(RESULTS.output(0));
        assertThat(back.output(1)).isEqualTo(RESULTS.output(1));
        assertThat(back.output(0).isReadOnly()).isTrue();
    }

    @Test
    void anOutputMayBeEmpty() {
        FixedResults nothing = FixedResults.of(Shape.of(2), 1, 2)
                .and(FixedResults.of(io.penstock.engine.DataType.INT64, Shape.of(0, 2)));

        RowResults back = TensorCodec.fromTensors(
                TensorCodec.toTensorOutput(nothing, TWO_OUTPUTS.signature().outputs()), TWO_OUTPUTS);

        assertThat(back.rowShape(1)).isEqualTo(Shape.of(0, 2));
        assertThat(back.output(1).remaining()).isZero();
    }

    @Test
    void refusesTensorsThatAreNotTheModelsOutputs() {
        TensorOutput output =
                TensorCodec.toTensorOutput(RESULTS, TWO_OUTPUTS.signature().outputs());
        TensorOutput half = new TensorOutput(output.getTensors().subList(0, 1));

        assertThatThrownBy(() -> TensorCodec.fromTensors(half, TWO_OUTPUTS))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.SHAPE_MISMATCH))
                .hasMessage("the output is missing: name=boxes");
    }

    @Test
    void theTensorStageAnswersWithTheOutputsNamed() {
        TensorOutput all = (TensorOutput) stage("# all of them").output(RESULTS);
        TensorOutput named = (TensorOutput) stage("outputs: [boxes]").output(RESULTS);

        assertThat(all)
                .isEqualTo(TensorCodec.toTensorOutput(
                        RESULTS, TWO_OUTPUTS.signature().outputs()));
        assertThat(named.getTensors()).containsExactly(all.getTensors().get(1));
    }

    @Test
    void theTensorStageRefusesOutputsThatTheModelDoesNotHave() {
        assertThat(Settings.of("outputs: [boxes, masks]")
                        .problemsOf(new TensorPostprocessorFactory()::configure, TWO_OUTPUTS))
                .containsExactly("stage.outputs: the model has no output masks, it has: scores, boxes");
    }

    private static Postprocessor stage(String line) {
        return Settings.of(line)
                .read(new TensorPostprocessorFactory()::configure, TWO_OUTPUTS)
                .get();
    }

    private static RowSource rows(ModelBinding model, TensorInputs tensors) {
        return Settings.of("finite: true")
                .read(new TensorPreprocessorFactory()::configure, model)
                .get()
                .prepare(new InferenceRequest("r1", tensors, Map.of(), null, null));
    }
}
