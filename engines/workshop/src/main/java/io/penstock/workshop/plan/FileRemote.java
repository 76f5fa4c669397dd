package io.penstock.workshop.plan;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder, perhaps on a shared disk. */
final class FileRemote implements PlanRemote {
    private final Path root;

    FileRemote(Path root) {
        this.root = root;
    }

    @Override
    public byte[] read(String path) {
        return PlanFiles.read(root.resolve(path));
    }

    @Override
    public void download(String path, Path target) {
        copy(root.resolve(path), target);
    }

    @Override
    public void upload(Path source, String path) {
        Path target = root.resolve(path);
        Path part = PlanFiles.beside(target);
        try {
            copy(source, part);
            PlanFiles.move(part, target);
        } finally {
            PlanFiles.delete(part);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw PlanFiles.failed("cannot copy a plan", from, e);
        }
    }

    @Override
    public URI location(String path) {
        return root.resolve(path).toUri();
    }
}
