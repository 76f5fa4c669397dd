package io.penstock.engine.testkit;

import io.penstock.engine.DataType;
import io.penstock.engine.Signature;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What the fake engine computes: the first element of each output row is the sum over the row of every input, all
 * others are the first element of the first input's row. Exact for integers where the output is one of them.
 */
final class FakeFunction {
    private final Signature signature;
    private final int[] inputElements;
    private final int[] outputElements;

    FakeFunction(Signature signature, int[] inputElements, int[] outputElements) {
        this.signature = signature;
        this.inputElements = inputElements;
        this.outputElements = outputElements;
    }

    void compute(List<ByteBuffer> inputs, int inputRow, List<ByteBuffer> outputs, int outputRow) {
        for (int output = 0; output < outputElements.length; output++) {
            DataType dtype = signature.outputs().get(output).dtype();
            for (int i = 0; i < outputElements[output]; i++) {
                ByteBuffer buffer = outputs.get(output);
                int index = outputRow * outputElements[output] + i;
                if (isInteger(dtype)) {
                    Elements.writeLong(buffer, dtype, index, i == 0 ? longSum(inputs, inputRow) : id(inputs, inputRow));
                } else {
                    Elements.write(buffer, dtype, index, i == 0 ? sum(inputs, inputRow) : first(inputs, inputRow));
                }
            }
        }
    }

    private static boolean isInteger(DataType dtype) {
        return dtype == DataType.INT64 || dtype == DataType.INT32;
    }

    double first(List<ByteBuffer> inputs, int row) {
        return Elements.read(inputs.get(0), inputType(0), row * inputElements[0]);
    }

    private long id(List<ByteBuffer> inputs, int row) {
        return Elements.readLong(inputs.get(0), inputType(0), row * inputElements[0]);
    }

    private double sum(List<ByteBuffer> inputs, int row) {
        double sum = 0;
        for (int input = 0; input < inputElements.length; input++) {
            for (int i = 0; i < inputElements[input]; i++) {
                sum += Elements.read(inputs.get(input), inputType(input), row * inputElements[input] + i);
            }
        }
        return sum;
    }

    private long longSum(List<ByteBuffer> inputs, int row) {
        long sum = 0;
        for (int input = 0; input < inputElements.length; input++) {
            for (int i = 0; i < inputElements[input]; i++) {
                sum += Elements.readLong(inputs.get(input), inputType(input), row * inputElements[input] + i);
            }
        }
        return sum;
    }

    private DataType inputType(int input) {
        return signature.inputs().get(input).dtype();
    }
}
