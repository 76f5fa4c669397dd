package io.penstock.engine;

/**
 * What results and logs say about the engine that computed them.
 *
 * @param backend the provider's name, such as {@code onnxruntime}
 * @param backendVersion the version of the library that runs it
 * @param device where it runs, such as {@code cpu} or {@code cuda:0 NVIDIA H200}
 * @param model the model's name
 * @param modelVersion the model's version
 * @param precision the precision it computes in
 * @param hash the SHA-256 of the file that was loaded (ONNX or plan), in lower-case hexadecimal
 * @param verified whether what was loaded is known to compute what the model does: it is the model itself, or it has
 *     passed a comparison with it
 */
public record EngineInfo(
        String backend,
        String backendVersion,
        String device,
        String model,
        String modelVersion,
        String precision,
        String hash,
        boolean verified) {}
