package io.penstock.engine.tensorrt.build;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import io.penstock.engine.tensorrt.gpu.Owned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;

/** What builds measured, kept in a file. TensorRT takes no cache of another version or GPU, and starts a new one then. */
final class TimingCache implements AutoCloseable {
    private final Path file;
    private final Owned<ITimingCache> cache;

    private TimingCache(Path file, Owned<ITimingCache> cache) {
        this.file = file;
        this.cache = cache;
    }

    /** Has a build use the file's content, and remember what it measures. */
    static Optional<TimingCache> use(Optional<Path> file, IBuilderConfig config) {
        return file.map(path -> use(path, config));
    }

    private static TimingCache use(Path file, IBuilderConfig config) {
        try (BytePointer content = new BytePointer(read(file))) {
            ITimingCache cache = config.createTimingCache(content, content.capacity());
            if (cache == null || cache.isNull()) {
                cache = config.createTimingCache(content, 0);
            }
            TimingCache used = new TimingCache(file, Owned.takeOwnershipOf(cache, "a timing cache"));
            config.setTimingCache(used.cache.object(), false);
            return used;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /** Writes it back, in one step. */
    void save() {
        try (Owned<IHostMemory> content = Owned.takeOwnershipOf(cache.object().serialize(), "a timing cache's bytes")) {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, ".timing", ".part");
            HostBytes.write(content.object(), part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    private static EngineException failed(String what, Path file, IOException cause) {
        return new EngineException(
                FailureCategory.FATAL, "cannot " + what + " the timing cache: file=" + file + ": " + cause, cause);
    }

    @Override
    public void close() {
        cache.close();
    }
}
