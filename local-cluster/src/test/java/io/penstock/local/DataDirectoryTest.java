package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    @Test
    void deletesATemporaryFolderWithAllThatIsInIt() throws IOException {
        var data = DataDirectory.of(null, "penstock-test-");
        Files.writeString(Files.createDirectory(data.path().resolve("inner")).resolve("file"), "text");
        data.close();
        assertThat(data.path()).doesNotExist();
    }

    @Test
    void closesATemporaryFolderTwice() {
        var data = DataDirectory.of(null, "penstock-test-");
        data.close();
        data.close();
        assertThat(data.path()).doesNotExist();
    }

    @Test
    void createsAndKeepsAGivenFolder(@TempDir Path folder) {
        var data = DataDirectory.of(folder.resolve("a/b"), "unused");
        data.close();
        assertThat(folder.resolve("a/b")).isDirectory();
    }
}
