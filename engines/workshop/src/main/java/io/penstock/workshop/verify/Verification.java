package io.penstock.workshop.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of comparing an engine with a reference.
 *
 * @param passed whether all outputs kept to the tolerance
 * @param failures what did not; empty if it passed
 * @param engineSha256 the hash of the file that the engine under test was loaded from: it holds for no other
 * @param engine the engine under test, as in {@code tensorrt 10.6.0 fp16 on cuda:0 NVIDIA H200}
 * @param reference the reference, likewise
 * @param samples what the rows were, as in {@code random, seed 1}
 * @param rows the rows compared
 * @param tolerance what was allowed
 * @param outputs what was found for each output
 * @param accuracies on the labelled rows, if there were any
 * @param verifiedAt when, in ISO 8601
 */
public record Verification(
        boolean passed,
        List<String> failures,
        String engineSha256,
        String engine,
        String reference,
        String samples,
        int rows,
        Tolerance tolerance,
        List<OutputErrors> outputs,
        @Nullable Accuracies accuracies,
        String verifiedAt) {
    public Verification {
        failures = List.copyOf(failures);
        outputs = List.copyOf(outputs);
    }

    /** Whether the file of this hash may serve on the strength of this verification. */
    public boolean allows(String sha256) {
        return passed && engineSha256.equals(sha256);
    }
}
