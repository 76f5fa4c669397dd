package io.penstock.schema.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.schema.InferenceResult;
import io.penstock.schema.TensorOutput;
import java.io.File;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.generic.GenericDatumReader;
import org.junit.jupiter.api.Test;

class RecordClassesTest {
    @Test
    void theThreadThatMakesASerdeIsTheOneThatTheClassesKeep() throws Exception {
        try (URLClassLoader untouched = untouched()) {
            var failure = new AtomicReference<Throwable>();
            var starter = new Thread(() -> makeResultSerde(untouched), "starter");
            starter.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            starter.start();
            starter.join();

            assertThat(failure).hasNullValue();
            assertThat(creatorOfReader(untouched, InferenceResult.class)).isSameAs(starter);
            assertThat(creatorOfReader(untouched, TensorOutput.class)).isSameAs(starter);
        }
    }

    /** The classes of this test once more, with none of them initialised. */
    private static URLClassLoader untouched() {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(RecordClassesTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void makeResultSerde(ClassLoader loader) {
        try {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> serdes = loader.loadClass(PenstockSerdes.class.getName());
            Object made = serdes.getMethod("configuredWith", Map.class)
                    .invoke(null, Map.of("schema.registry.url", "http://127.0.0.1:1"));
            ((AutoCloseable) serdes.getMethod("results").invoke(made)).close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object creatorOfReader(ClassLoader loader, Class<?> generated) throws ReflectiveOperationException {
        Field reader = loader.loadClass(generated.getName()).getDeclaredField("READER$");
        reader.setAccessible(true);
        Field creator = loader.loadClass(GenericDatumReader.class.getName()).getDeclaredField("creator");
        creator.setAccessible(true);
        return creator.get(reader.get(null));
    }
}
