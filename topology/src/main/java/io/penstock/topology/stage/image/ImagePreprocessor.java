package io.penstock.topology.stage.image;

import io.penstock.RecordException;
import io.penstock.RecordFailure;
import io.penstock.inference.RowSource;
import io.penstock.schema.EncodedPayload;
import io.penstock.schema.InferenceRequest;
import io.penstock.topology.stage.Preprocessor;

/** Makes one row of one encoded image. Belongs to one thread. */
final class ImagePreprocessor implements Preprocessor {
    private final ImageDecoder decoder;
    private final Framing framing;
    private final Resampler resampler;
    private final Colour padding;
    private final ImageTensor tensor;

    ImagePreprocessor(ImageDecoder decoder, Framing framing, Resampler resampler, Colour padding, ImageTensor tensor) {
        this.decoder = decoder;
        this.framing = framing;
        this.resampler = resampler;
        this.padding = padding;
        this.tensor = tensor;
    }

    @Override
    public RowSource prepare(InferenceRequest request) {
        if (!(request.getInput() instanceof EncodedPayload payload)) {
            throw new RecordException(
                    RecordFailure.INVALID_INPUT, "the image stage reads an encoded payload, not tensors");
        }
        return new ImageRow(frame(decoder.decode(payload)), tensor);
    }

    private Pixels frame(Pixels image) {
        Placement placement = framing.place(image.size());
        Pixels resized = resampler.resample(image, placement.horizontal(), placement.vertical());
        return placement.covers(framing.result())
                ? resized
                : Pixels.black(framing.result(), resized.channels())
                        .fill(padding)
                        .place(resized, placement.left(), placement.top());
    }
}
