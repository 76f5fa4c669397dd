package io.penstock.topology.stage.image;

/**
 * The tensor that images become.
 *
 * @param input the index of the model's input
 * @param bucket the index of the bucket with its shape
 * @param layout the order of its dimensions
 * @param samples what samples become
 */
record ImageTensor(int input, int bucket, Layout layout, SampleTable samples) {}
