package io.penstock.topology.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptInModelFileTest {
    private static final String ITEM = "    - { layer: \"/fc/Gemm\", precision: fp32 }\n";

    private final Path file;

    KeptInModelFileTest(@TempDir Path folder) {
        this.file = folder.resolve("model.yaml");
    }

    @Test
    void addsASectionWhereThereIsNone() throws IOException {
        assertThat(added("name: digits # a comment\n"))
                .isEqualTo("name: digits # a comment\n\nengine:\n  keep:\n" + ITEM);
    }

    @Test
    void addsAListToASection() throws IOException {
        assertThat(added("engine:\n  maxBatch: 64\n\nlicence: x\n"))
                .isEqualTo("engine:\n  keep:\n" + ITEM + "  maxBatch: 64\n\nlicence: x\n");
    }

    @Test
    void addsToAList() throws IOException {
        assertThat(added("engine:\n  keep:\n    - { type: Softmax }\nlicence: x\n"))
                .isEqualTo("engine:\n  keep:\n" + ITEM + "    - { type: Softmax }\nlicence: x\n");
    }

    private String added(String before) throws IOException {
        Files.writeString(file, before);
        KeptInModelFile.add(file, List.of("/fc/Gemm"));
        return Files.readString(file);
    }
}
