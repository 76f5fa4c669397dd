package io.penstock.topology.config;

/** The stages of a pipeline, in their order. */
public enum StageName {
    PREPROCESS,
    INFER,
    POSTPROCESS
}
