package io.penstock.engine.tensorrt.gpu;

import io.penstock.FailureCategory;
import io.penstock.engine.EngineException;
import org.bytedeco.tensorrt.nvinfer.INoCopy;
import org.jspecify.annotations.Nullable;

/**
 * The owner of an object that TensorRT made. Closing deletes it, once; what it was made from (a builder, a runtime, an
 * engine) must be closed after it.
 *
 * @param <T> the object's class
 */
public final class Owned<T extends INoCopy> implements AutoCloseable {
    private final T object;
    private final String name;

    private boolean closed;

    private Owned(T object, String name) {
        this.object = object;
        this.name = name;
        LiveHandles.opened();
    }

    /**
     * Takes an object over.
     *
     * @param made what TensorRT returned
     * @param name what it is, such as {@code an execution context}
     * @throws EngineException FATAL, if TensorRT returned nothing; the message has what it logged last
     */
    public static <T extends INoCopy> Owned<T> takeOwnershipOf(@Nullable T made, String name) {
        if (made == null || made.isNull()) {
            throw new EngineException(
                    FailureCategory.FATAL,
                    "TensorRT did not make " + name + ": " + TrtLogger.shared().lastErrors());
        }
        return new Owned<>(made, name);
    }

    /**
     * The object.
     *
     * @throws IllegalStateException if it is closed
     */
    public T object() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
        return object;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        LiveHandles.closed();
        VirtualDestructor.delete(object);
        object.setNull();
    }
}
