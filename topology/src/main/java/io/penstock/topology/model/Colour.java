package io.penstock.topology.model;

/** The channels of an image. */
public enum Colour {
    /** One channel. */
    GRAY,
    /** Three channels: red, green, blue. */
    RGB
}
