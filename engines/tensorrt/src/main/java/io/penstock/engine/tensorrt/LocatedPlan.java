package io.penstock.engine.tensorrt;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A plan that may be loaded: its hash fits its manifest, and it is verified or somebody said that it need not be.
 *
 * @param file where it lies, for messages
 * @param bytes its content in a direct buffer, from position to limit
 * @param hash the SHA-256 of its content, in lower-case hexadecimal
 * @param plugins the plugin libraries it needs, loaded before it
 * @param verified whether it has passed a comparison with its model
 */
public record LocatedPlan(Path file, ByteBuffer bytes, String hash, List<Path> plugins, boolean verified) {
    public LocatedPlan {
        plugins = List.copyOf(plugins);
        if (!bytes.isDirect()) {
            throw new IllegalArgumentException("a plan needs a direct buffer: file=" + file);
        }
    }
}
