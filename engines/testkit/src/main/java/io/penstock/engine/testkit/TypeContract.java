package io.penstock.engine.testkit;

import static io.penstock.engine.testkit.RecordedCompletion.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.engine.DataType;
import io.penstock.engine.Engine;
import io.penstock.engine.Session;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What tensors of each type carry. */
interface TypeContract extends ContractBackend {
    @ParameterizedTest
    @EnumSource
    default void carriesTheExtremesOfEveryType(DataType dtype) throws Exception {
        assumeTrue(supports(dtype), () -> "the backend does not serve " + dtype);
        long[] bits = extremes(dtype);
        try (Engine engine = load(ContractModel.echo(dtype), bits.length);
                Session session = engine.openSession(engine.buckets().get(0))) {
            IntStream.range(0, bits.length).forEach(row -> Bits.put(session.input(0), dtype, row, bits[row]));

            run(session, 0, bits.length);

            assertThat(IntStream.range(0, bits.length).mapToLong(row -> Bits.get(session.output(0), dtype, row)))
                    .containsExactly(Bits.boxed(bits));
        }
    }

    private static long[] extremes(DataType dtype) {
        return switch (dtype) {
            case FLOAT32 ->
                new long[] {
                    Float.floatToIntBits(Float.MAX_VALUE),
                    Float.floatToIntBits(-Float.MIN_NORMAL),
                    Float.floatToIntBits(0.1f)
                };
            case FLOAT16 -> new long[] {0x7BFF, (short) 0x8400, 0x2E66};
            case INT64 -> new long[] {Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1};
            case INT32 -> new long[] {Integer.MIN_VALUE, Integer.MAX_VALUE, 7};
            case INT8, UINT8 -> new long[] {Byte.MIN_VALUE, Byte.MAX_VALUE, -1};
            case BOOL -> new long[] {0, 1, 1};
        };
    }
}
