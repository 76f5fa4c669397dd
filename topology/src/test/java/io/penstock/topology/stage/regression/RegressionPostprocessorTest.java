package io.penstock.topology.stage.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.engine.DataType;
import io.penstock.engine.Shape;
import io.penstock.schema.NamedValue;
import io.penstock.schema.RegressedRow;
import io.penstock.schema.RegressionOutput;
import io.penstock.topology.stage.FixedResults;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Postprocessor;
import io.penstock.topology.stage.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegressionPostprocessorTest {
    private static final ModelBinding HOUSE =
            Models.withOutputs(List.of(), Models.tensor("y", DataType.FLOAT32, -1, 2));

    @Test
    void namesTheValuesOfEveryRow() {
        assertThat(regress("names: [price, rent]").output(FixedResults.of(Shape.of(2), 1.5, -2, 3, 4)))
                .isEqualTo(new RegressionOutput(List.of(
                        new RegressedRow(List.of(new NamedValue("price", 1.5), new NamedValue("rent", -2.0))),
                        new RegressedRow(List.of(new NamedValue("price", 3.0), new NamedValue("rent", 4.0))))));
    }

    @Test
    void leavesValuesNamelessWithoutNames() {
        assertThat(regress("# none").output(FixedResults.of(Shape.of(2), 1, 2)))
                .isEqualTo(new RegressionOutput(
                        List.of(new RegressedRow(List.of(new NamedValue("", 1.0), new NamedValue("", 2.0))))));
    }

    @Test
    void refusesValuesThatAreNotFinite() {
        assertThatThrownBy(() -> regress("# none").output(FixedResults.of(Shape.of(2), 1, Double.NaN)))
                .isInstanceOfSatisfying(RecordException.class, refused -> assertThat(refused.failure())
                        .isEqualTo(RecordFailure.ENGINE_REJECTED))
                .hasMessage("the model's output is not finite: output=y, row=0, index=1, value=NaN");
    }

    @Test
    void refusesMoreOrFewerNamesThanValues() {
        assertThat(Settings.of("names: [price]").problemsOf(new RegressionPostprocessorFactory()::configure, HOUSE))
                .containsExactly("stage.names: must be one for each value of the output: names=1, row shape=[2]");
    }

    private static Postprocessor regress(String line) {
        return Settings.of(line)
                .read(new RegressionPostprocessorFactory()::configure, HOUSE)
                .get();
    }
}
