package io.penstock.topology.stage.image;

import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/** Listens to a decoder for what it makes light of: pixels that it had no data for. Belongs to one thread. */
final class ReadWatch implements IIOReadWarningListener, IIOReadProgressListener {
    private static final float WHOLE = 99.9f;

    private @Nullable String damage;
    private float percentage;

    /** Makes it ready for another image. */
    void reset() {
        damage = null;
        percentage = 0;
    }

    /**
     * Judges what was heard since the reset.
     *
     * @throws IIOException if some pixels were not in the file
     */
    void requireWhole(ImageFormat format) throws IIOException {
        if (damage != null) {
            throw new IIOException(damage);
        }
        if (format == ImageFormat.GIF && percentage < WHOLE) {
            throw new IIOException("the GIF image ends after " + percentage + " % of its rows");
        }
    }

    /** Of the warnings, those about stray bytes and odd metadata harm nothing. */
    @Override
    public void warningOccurred(ImageReader source, String warning) {
        if (warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous")) {
            damage = warning;
        }
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        percentage = percentageDone;
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
