package io.penstock.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder of an unpacked Apicurio Registry. */
record RegistryHome(Path path) {
    private static final String RUNNER = "*-runner.jar";

    /** The jar that runs the registry. */
    Path runner() {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(path, RUNNER)) {
            for (Path jar : jars) {
                return jar.toAbsolutePath();
            }
        } catch (NoSuchFileException e) {
            throw missing();
        } catch (IOException e) {
            throw new LocalClusterException("cannot read the registry's folder " + path, e);
        }
        throw missing();
    }

    private LocalClusterException missing() {
        return new LocalClusterException("no registry in " + path
                + ": fetch it with ./mvnw -pl local-cluster process-resources or name its folder with -D"
                + LocalRegistry.HOME_PROPERTY);
    }

    /** Puts the launcher's class, and nothing else of ours, into a folder for the registry's class path. */
    static void copyLauncher(Path folder) {
        String file = RegistryLauncher.class.getName().replace('.', '/') + ".class";
        Path target = folder.resolve(file);
        try (InputStream bytes = RegistryLauncher.class.getClassLoader().getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IOException("not on the class path: " + file);
            }
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LocalClusterException("cannot write " + target, e);
        }
    }
}
