package io.penstock.topology.stage.image;

import io.penstock.inference.RowSource;
import io.penstock.inference.RowTarget;

/** One decoded image of the right size, normalised as it is written. */
final class ImageRow implements RowSource {
    private final Pixels image;
    private final ImageTensor tensor;

    ImageRow(Pixels image, ImageTensor tensor) {
        this.image = image;
        this.tensor = tensor;
    }

    @Override
    public int rows() {
        return 1;
    }

    @Override
    public int bucket() {
        return tensor.bucket();
    }

    @Override
    public long bytes() {
        return image.samples().length;
    }

    @Override
    public void writeTo(RowTarget target) {
        tensor.samples().write(image, tensor.layout(), target.input(tensor.input()));
    }
}
