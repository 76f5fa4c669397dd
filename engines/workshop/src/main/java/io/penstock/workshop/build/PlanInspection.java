package io.penstock.workshop.build;

import java.util.List;

/**
 * What a plan says of itself.
 *
 * @param tensors its inputs and outputs, as in {@code image input float32[-1,1,8,8]}
 * @param profiles the number of its profiles
 * @param deviceMemoryBytes the scratch memory of one execution context
 * @param layers its layers, in the order of execution
 */
public record PlanInspection(List<String> tensors, int profiles, long deviceMemoryBytes, List<PlanLayer> layers) {
    public PlanInspection {
        tensors = List.copyOf(tensors);
        layers = List.copyOf(layers);
    }
}
