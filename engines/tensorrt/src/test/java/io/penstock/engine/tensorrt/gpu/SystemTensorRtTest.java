package io.penstock.engine.tensorrt.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.penstock.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemTensorRtTest {
    private final Path folder;

    SystemTensorRtTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsTheLibraryInTheFirstFolderThatHasIt() throws IOException {
        Path library = Files.createFile(folder.resolve("libnvinfer.so.10"));

        assertThat(SystemTensorRt.find(List.of(folder.resolve("none"), folder))).hasValue(library);
    }

    @Test
    void readsTheVersionFromTheNameItLinksTo() throws IOException {
        Path real = Files.createFile(folder.resolve("libnvinfer.so.10.15.1"));
        Path link = Files.createSymbolicLink(folder.resolve("libnvinfer.so.10"), real);

        assertThat(SystemTensorRt.version(link)).hasValue("10.15");
    }

    @Test
    void knowsNoVersionOfABareName() throws IOException {
        assertThat(SystemTensorRt.version(Files.createFile(folder.resolve("libnvinfer.so.10"))))
                .isEmpty();
    }

    @Test
    void acceptsEveryPatchOfTheRequiredVersion() {
        assertThatCode(() -> SystemTensorRt.requireFit("10.6.2")).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherVersion() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> SystemTensorRt.requireFit("10.15.1"))
                .withMessageStartingWith("TensorRT 10.15.1 is installed, but this build is for 10.6")
                .withMessageEndingWith("install 10.6 (nvcr.io/nvidia/tensorrt:24.11-py3 has it), or build with -Pgpu,"
                        + " which brings it");
    }
}
