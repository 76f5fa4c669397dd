package io.penstock.inference.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** On Kafka's own double of a consumer, which throws what it was woken with in its next poll. */
final class PollWakeupTest {
    private final MockConsumer<byte[], byte[]> consumer = consumer();
    private final PollWakeup wakeup = new PollWakeup();

    private static MockConsumer<byte[], byte[]> consumer() {
        var partition = new TopicPartition("requests", 0);
        var consumer = new MockConsumer<byte[], byte[]>(AutoOffsetResetStrategy.EARLIEST.name());
        consumer.assign(Set.of(partition));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        return consumer;
    }

    @Test
    void wakesAPollOnce() {
        wakeup.look();
        assertThat(wakeup.begin(consumer)).isTrue();
        wakeup.wake();
        wakeup.wake();

        assertThatThrownBy(this::poll).isInstanceOf(WakeupException.class);
        assertThat(wakeup.thrown()).isTrue();
        assertThat(wakeup.end()).isFalse();
        poll();
    }

    @Test
    void tellsWhenTheConsumerHasNotThrownItYet() {
        wakeup.look();
        wakeup.begin(consumer);
        poll();
        wakeup.wake();

        assertThat(wakeup.end()).isTrue();
        assertThatThrownBy(this::poll).isInstanceOf(WakeupException.class);
        assertThat(wakeup.thrown()).isTrue();
        assertThat(wakeup.end()).isFalse();
    }

    @Test
    void doesNotLetAThreadSleepForWhatHasEndedSinceItLooked() {
        wakeup.look();
        wakeup.wake();

        assertThat(wakeup.begin(consumer)).isFalse();
        assertThat(wakeup.end()).isFalse();
        wakeup.look();
        assertThat(wakeup.begin(consumer)).isTrue();
    }

    @Test
    void leavesAConsumerAloneThatDoesNotPoll() {
        wakeup.look();
        wakeup.begin(consumer);
        wakeup.end();
        wakeup.wake();

        poll();
    }

    @Test
    void endsThePollAlsoIfACallWithinItHasThrownIt() {
        wakeup.look();
        wakeup.begin(consumer);
        wakeup.wake();
        assertThatThrownBy(this::poll).isInstanceOf(WakeupException.class);
        assertThat(wakeup.thrown()).isTrue();
        wakeup.wake();
        poll();

        wakeup.again(consumer);

        assertThatThrownBy(this::poll).isInstanceOf(WakeupException.class);
        assertThat(wakeup.thrown()).isTrue();
        assertThat(wakeup.end()).isFalse();
    }

    @Test
    void doesNotTakeSomebodyElsesWakeUpForItsOwn() {
        wakeup.look();
        wakeup.begin(consumer);
        consumer.wakeup();

        assertThatThrownBy(this::poll).isInstanceOf(WakeupException.class);
        assertThat(wakeup.thrown()).isFalse();
    }

    private void poll() {
        assertThat(consumer.poll(Duration.ZERO).isEmpty()).isTrue();
    }
}
