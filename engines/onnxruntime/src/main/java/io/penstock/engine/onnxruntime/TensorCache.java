package io.penstock.engine.onnxruntime;

import java.util.LinkedHashMap;
import java.util.function.Function;

/**
 * The tensors of the ranges of rows used last, so that a run of a usual size makes none. It owns them and closes those
 * longest unused when there are too many. For one thread at a time.
 *
 * @param <K> what tensors are kept by
 */
final class TensorCache<K> implements AutoCloseable {
    static final int LIMIT = 256;

    private final Function<K, Tensors> create;
    private final LinkedHashMap<K, Tensors> entries = new LinkedHashMap<>(16, 0.75f, true);

    TensorCache(Function<K, Tensors> create) {
        this.create = create;
    }

    /** The tensors for a key, valid until the next call. */
    Tensors get(K key) {
        Tensors tensors = entries.get(key);
        if (tensors == null) {
            evictIfFull();
            tensors = create.apply(key);
            entries.put(key, tensors);
        }
        return tensors;
    }

    private void evictIfFull() {
        if (entries.size() == LIMIT) {
            K eldest = entries.keySet().iterator().next();
            Tensors tensors = entries.remove(eldest);
            if (tensors != null) {
                tensors.close();
            }
        }
    }

    @Override
    public void close() {
        entries.values().forEach(Tensors::close);
        entries.clear();
    }
}
