package io.penstock.topology.model;

/** How images lie in a tensor. */
public enum Layout {
    /** Batch, channels, height, width. */
    NCHW,
    /** Batch, height, width, channels. */
    NHWC
}
