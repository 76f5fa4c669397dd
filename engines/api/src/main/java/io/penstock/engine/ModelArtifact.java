package io.penstock.engine;

import java.nio.file.Path;

/**
 * A model as the repository holds it, before a backend has loaded it.
 *
 * @param name the model's name, as in {@code infer.model}
 * @param version its version, as the repository's folder names it
 * @param onnx the ONNX file
 * @param signature what {@code model.yaml} declares; a backend refuses a file that does not fit it
 */
public record ModelArtifact(String name, String version, Path onnx, Signature signature) {}
