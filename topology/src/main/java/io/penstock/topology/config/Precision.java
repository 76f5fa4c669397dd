package io.penstock.topology.config;

import java.util.Locale;

/** The precision a model computes in; {@code toString} is the spelling that backends know. */
public enum Precision {
    FP32,
    TF32,
    FP16,
    BF16,
    INT8;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
