package io.penstock.topology.stage.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.DataType;
import io.penstock.topology.stage.ModelBinding;
import io.penstock.topology.stage.Models;
import io.penstock.topology.stage.Requests;
import io.penstock.topology.stage.Settings;
import io.penstock.topology.stage.WrittenRows;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The held-out images of the model that comes with Penstock. */
class DigitsTest {
    private static final Path IMAGES = Path.of(System.getProperty("penstock.models"), "digits", "1", "held-out");

    @Test
    void becomeWhatTheTrainingMadeOfThem() throws IOException {
        ModelBinding model = Models.withInput(DataType.FLOAT32, -1, 1, 8, 8);
        var stage = Settings.of("width: 8", "height: 8", "channels: 1", "scale: 1/255")
                .read(new ImagePreprocessorFactory()::configure, model)
                .get();
        try (Stream<Path> files = Files.list(IMAGES)) {
            List<Path> images =
                    files.filter(file -> file.toString().endsWith(".png")).toList();
            assertThat(images).hasSize(450);
            for (Path image : images) {
                var row = stage.prepare(Requests.encoded("image/png", Files.readAllBytes(image)));
                assertThat(WrittenRows.of(row, model).numbers(0)).isEqualTo(expected(image));
            }
        }
    }

    private static List<Double> expected(Path image) throws IOException {
        Raster raster = ImageIO.read(image.toFile()).getRaster();
        return Arrays.stream(raster.getSamples(0, 0, 8, 8, 0, (int[]) null))
                .mapToObj(sample -> (double) (float) (sample / 255.0))
                .toList();
    }
}
