package io.penstock.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.schema.InferenceRequest;
import io.penstock.schema.TensorInputs;
import io.penstock.schema.TensorOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedRowsTest {
    private static final int ROW_BYTES = 3 * Float.BYTES;

    private final EchoPipeline pipeline;
    private final List<InferenceRequest> requests;
    private final PreparedRows rows;

    PreparedRowsTest(@TempDir Path folder) {
        pipeline = EchoPipeline.in(folder);
        requests = pipeline.requests(3, 5);
        rows = PreparedRows.of(requests, pipeline.stages());
    }

    @Test
    void countsTheRowsOfAllRequests() {
        assertThat(rows.rowsPerRequest()).isEqualTo(5);
        assertThat(rows.size()).isEqualTo(15);
    }

    @Test
    void writesTheRowsOfOneRequestAfterThoseOfTheOther() {
        ByteBuffer written = ByteBuffer.allocate(2 * ROW_BYTES).order(ByteOrder.nativeOrder());

        rows.fill(9, 2, 0, written);

        ByteBuffer last = data(requests.get(1)).slice(4 * ROW_BYTES, ROW_BYTES);
        ByteBuffer first = data(requests.get(2)).slice(0, ROW_BYTES);
        assertThat(written.slice(0, ROW_BYTES)).isEqualTo(last).isNotEqualTo(first);
        assertThat(written.slice(ROW_BYTES, ROW_BYTES)).isEqualTo(first);
    }

    @Test
    void answersEachRequestWithAllOfItsRowsThoughABatchHoldsTwoRequests() {
        try (BareEngine engine = pipeline.engine(rows)) {
            assertThat(engine.answers())
                    .isEqualTo(requests.stream()
                            .map(request -> new TensorOutput(((TensorInputs) request.getInput()).getTensors()))
                            .toList());
        }
    }

    @Test
    void rejectsRequestsThatDifferInRows() {
        List<InferenceRequest> mixed = Stream.concat(requests.stream(), pipeline.requests(1, 4).stream())
                .toList();

        assertThatThrownBy(() -> PreparedRows.of(mixed, pipeline.stages()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("requests differ in rows: first=5, another=4");
    }

    private static ByteBuffer data(InferenceRequest request) {
        return ((TensorInputs) request.getInput()).getTensors().get(0).getData();
    }
}
