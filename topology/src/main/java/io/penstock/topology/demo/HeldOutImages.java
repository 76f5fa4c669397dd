package io.penstock.topology.demo;

import io.penstock.FailureCategory;
import io.penstock.PenstockException;
import io.penstock.topology.model.HeldOut;
import io.penstock.topology.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;

/** Reads the images that a model's accuracy was measured on. */
public final class HeldOutImages {
    private HeldOutImages() {}

    /**
     * The model's held-out images, in the order of its file of labels.
     *
     * @throws PenstockException FATAL, if the model has none
     */
    public static List<HeldOutImage> of(Model model) {
        HeldOut heldOut = model.heldOut().orElseThrow(() -> missing(model));
        try (var lines = Files.lines(heldOut.labels())) {
            return lines.skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> read(heldOut, line.split(",", 2)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PenstockException missing(Model model) {
        return new PenstockException(
                FailureCategory.FATAL,
                "the model has no held-out images to measure its accuracy on: model="
                        + model.artifact().name() + "; model.yaml names them in heldOut");
    }

    private static HeldOutImage read(HeldOut heldOut, String[] columns) {
        try {
            byte[] png = Files.readAllBytes(heldOut.images().resolve(columns[0]));
            return new HeldOutImage(columns[0], columns[1].strip(), ByteBuffer.wrap(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
