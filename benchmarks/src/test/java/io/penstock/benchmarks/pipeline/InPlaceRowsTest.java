package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.inference.RowSource;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.pipeline.BoundStages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InPlaceRowsTest {
    @Test
    void areThoseOfThePreprocessStage(@TempDir Path folder) {
        EchoPipeline pipeline = EchoPipeline.in(folder);
        InferenceRequest request = pipeline.requests(1, 2).get(0);
        byte[] value = EncodedRequests.of(List.of(request)).get(0);

        RowSource rows = InPlaceRows.of(pipeline.stages()).orElseThrow().rows(value);

        assertThat(rows.rows()).isEqualTo(2);
        assertThat(written(rows))
                .isEqualTo(written(pipeline.stages().preprocessors().get().prepare(request)));
    }

    @Test
    void areThereWhereAllRequestsAreTaken(@TempDir Path folder) {
        EchoPipeline pipeline = EchoPipeline.in(folder);

        assertThat(InPlaceRows.takes(pipeline.stages(), EncodedRequests.of(pipeline.requests(3, 12))))
                .isTrue();
    }

    @Test
    void areNotThereWhereARequestIsDecoded(@TempDir Path folder) {
        BoundStages stages = EchoPipeline.in(folder).stages();
        byte[] cutShort = new byte[5];

        assertThat(InPlaceRows.takes(stages, List.of(cutShort))).isFalse();
        assertThatThrownBy(() -> InPlaceRows.of(stages).orElseThrow().rows(cutShort))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("the request is not taken in place: bytes=5");
    }

    @Test
    void areNotThereWithoutThePreprocessorOfTensors(@TempDir Path folder) {
        BoundStages stages = EchoPipeline.in(folder).stages();
        BoundStages others = new BoundStages(
                stages.model(),
                stages.binding(),
                stages.infer(),
                () -> request -> stages.preprocessors().get().prepare(request),
                stages.postprocessors());

        assertThat(InPlaceRows.takes(others, List.of())).isFalse();
    }

    private static ByteBuffer written(RowSource rows) {
        ByteBuffer target = ByteBuffer.allocate(2 * 3 * Float.BYTES).order(ByteOrder.nativeOrder());
        rows.writeTo(input -> target);
        return target.flip();
    }
}
