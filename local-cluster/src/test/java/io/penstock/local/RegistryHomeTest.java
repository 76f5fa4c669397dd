package io.penstock.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryHomeTest {

    @Test
    void saysHowToGetARegistryWhereTheFolderIsMissing(@TempDir Path folder) {
        assertSaysHowToGetOne(folder.resolve("registry"));
    }

    @Test
    void saysHowToGetARegistryWhereTheFolderIsEmpty(@TempDir Path folder) {
        assertSaysHowToGetOne(folder);
    }

    private static void assertSaysHowToGetOne(Path home) {
        assertThatThrownBy(() -> new RegistryHome(home).runner())
                .isExactlyInstanceOf(LocalClusterException.class)
                .hasMessage("no registry in " + home
                        + ": fetch it with ./mvnw -pl local-cluster process-resources"
                        + " or name its folder with -Dpenstock.registry.home");
    }

    @Test
    void copiesTheLauncherAloneAndAgain(@TempDir Path folder) {
        RegistryHome.copyLauncher(folder);
        RegistryHome.copyLauncher(folder);
        assertThat(folder.resolve("io/penstock/local/RegistryLauncher.class")).isNotEmptyFile();
    }
}
