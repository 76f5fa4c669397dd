package io.penstock.inference.streams;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/** The production clients, with every commit shown to an observation just before it is made. */
record ObservingClients(KafkaClientSupplier clients, Observation observation) implements KafkaClientSupplier {
    /** Sees a call before the client does. */
    private interface Watch {
        void onCall(String method, Object @Nullable [] arguments);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return clients.getAdmin(config);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return (Producer<byte[], byte[]>) watched(Producer.class, clients.getProducer(config), this::onProducerCall);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return (Consumer<byte[], byte[]>) watched(Consumer.class, clients.getConsumer(config), this::onConsumerCall);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return clients.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return clients.getGlobalConsumer(config);
    }

    private void onProducerCall(String method, Object @Nullable [] arguments) {
        if (method.equals("sendOffsetsToTransaction") && arguments != null) {
            observation.committing(offsets(arguments[0]));
        } else if (method.equals("commitTransaction")) {
            observation.endingTransaction();
        }
    }

    private void onConsumerCall(String method, Object @Nullable [] arguments) {
        if (method.equals("commitAsync") || (method.equals("commitSync") && arguments == null)) {
            throw new IllegalStateException("a way to commit that nobody watches: " + method);
        }
        if (method.equals("commitSync") && arguments != null) {
            observation.committing(offsets(arguments[0]));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<TopicPartition, OffsetAndMetadata> offsets(Object argument) {
        return (Map<TopicPartition, OffsetAndMetadata>) argument;
    }

    private static Object watched(Class<?> type, Object client, Watch watch) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            watch.onCall(method.getName(), arguments);
            return call(client, method, arguments);
        });
    }

    private static @Nullable Object call(Object client, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
