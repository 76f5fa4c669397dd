package io.penstock.workshop.build;

/**
 * A layer of a plan, after fusion.
 *
 * @param name its name, made of those it was fused from
 * @param type its kind
 * @param precision the type of what it gives
 */
public record PlanLayer(String name, String type, String precision) {}
