package io.penstock.topology.pipeline;

import io.penstock.inference.policy.Priority;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The header in which a request says that nobody waits for its answer. Any other value, or none, is an online request. */
public final class RequestPriority {
    /** The header's name. */
    public static final String HEADER = "penstock-priority";

    private static final byte[] BATCH = "batch".getBytes(StandardCharsets.UTF_8);

    private RequestPriority() {}

    /** The priority that these headers ask for; the last header of the name counts. */
    public static Priority of(Headers headers) {
        Header last = headers.lastHeader(HEADER);
        return last != null && Arrays.equals(last.value(), BATCH) ? Priority.BATCH : Priority.ONLINE;
    }

    /** The header of a request of batch priority. */
    public static Header batch() {
        return new RecordHeader(HEADER, BATCH.clone());
    }
}
