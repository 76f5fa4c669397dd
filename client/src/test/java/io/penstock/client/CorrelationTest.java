package io.penstock.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class CorrelationTest {
    private final Correlation mine = new Correlation(new UUID(1, 2));

    private static RecordHeaders headers(byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Correlation.HEADER, value);
        return headers;
    }

    @Test
    void findsTheNumberOfItsOwnRequest() {
        assertThat(mine.numberIn(headers(mine.of(42)))).hasValue(42);
    }

    @Test
    void passesOverTheRequestsOfAnotherClient() {
        assertThat(mine.numberIn(headers(new Correlation(new UUID(1, 3)).of(42))))
                .isEmpty();
        assertThat(mine.numberIn(headers(new Correlation(new UUID(2, 2)).of(42))))
                .isEmpty();
    }

    @Test
    void passesOverWhatIsNoCorrelation() {
        assertThat(mine.numberIn(new RecordHeaders())).isEmpty();
        assertThat(mine.numberIn(headers(new byte[] {1, 2, 3}))).isEmpty();
    }
}
