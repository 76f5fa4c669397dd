package io.penstock.engine.tensorrt.gpu;

import java.util.List;

/**
 * An optimization profile of a plan.
 *
 * @param index its index in the plan
 * @param inputs what it serves of each input, in the plan's order of inputs
 * @param deviceBytes the device memory a context takes to compute in it
 */
public record TrtProfile(int index, List<ShapeRange> inputs, long deviceBytes) {
    public TrtProfile {
        inputs = List.copyOf(inputs);
    }
}
