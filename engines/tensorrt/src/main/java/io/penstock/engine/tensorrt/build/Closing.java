package io.penstock.engine.tensorrt.build;

import java.util.Optional;

/**
 * Closes what may not be there.
 *
 * @param content what is closed with this
 * @param <T> its class
 */
record Closing<T extends AutoCloseable>(Optional<T> content) implements AutoCloseable {
    @Override
    public void close() {
        content.ifPresent(Closing::close);
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
