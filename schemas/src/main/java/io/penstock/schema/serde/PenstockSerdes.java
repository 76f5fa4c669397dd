package io.penstock.schema.serde;

import io.penstock.schema.DeadLetter;
import io.penstock.schema.InferenceRequest;
import io.penstock.schema.InferenceResult;
import io.penstock.schema.recommendation.Event;
import io.penstock.schema.recommendation.Item;
import io.penstock.schema.recommendation.Recommendation;
import io.penstock.schema.recommendation.UserProfile;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes the serdes of the contract's records, as record values, on Confluent's serializer and deserializer. Records of
 * an older or newer writer are read as this version's; a record that cannot be read throws an exception that {@link
 * DecodingFailure#of} explains. A null value stays null.
 *
 * <p>Thread-safe. Each call makes a new serde with a registry client of its own, which the caller owns and closes; a
 * serde may be shared by threads.
 */
public final class PenstockSerdes {
    private final Map<String, Object> properties;

    private PenstockSerdes(Map<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * Serdes with these properties: {@code schema.registry.url} and any other that Confluent's Avro serdes know, such as
     * {@code auto.register.schemas}, {@code use.latest.version}, {@code basic.auth.user.info} or {@code
     * schema.registry.ssl.truststore.location}.
     *
     * @throws IllegalArgumentException if {@code schema.registry.url} is missing
     */
    public static PenstockSerdes configuredWith(Map<String, ?> properties) {
        TrustedRecords.allow();
        return new PenstockSerdes(SerdeProperties.of(properties));
    }

    public Serde<InferenceRequest> requests() {
        return serde(InferenceRequest.class);
    }

    public Serde<InferenceResult> results() {
        return serde(InferenceResult.class);
    }

    public Serde<DeadLetter> deadLetters() {
        return serde(DeadLetter.class);
    }

    public Serde<Event> events() {
        return serde(Event.class);
    }

    public Serde<Item> items() {
        return serde(Item.class);
    }

    public Serde<UserProfile> userProfiles() {
        return serde(UserProfile.class);
    }

    public Serde<Recommendation> recommendations() {
        return serde(Recommendation.class);
    }

    private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        RecordClasses.initialise(SpecificData.get().getSchema(type));
        var deserializer = new RecordDeserializer<>(type);
        deserializer.configure(properties, false);
        return Serdes.serdeFrom(serializer(), deserializer);
    }

    @SuppressWarnings("unchecked") // a serializer of any object is one of T
    private <T> Serializer<T> serializer() {
        var serializer = new RecordSerializer();
        serializer.configure(properties, false);
        return (Serializer<T>) (Serializer<?>) serializer;
    }
}
