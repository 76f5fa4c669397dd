package io.penstock.topology.config;

/** What the pipeline promises about each record; {@code toString} is Kafka's spelling. */
public enum Guarantee {
    /** Exactly one result a record: results and offsets commit in one transaction. */
    EXACTLY_ONCE_V2("exactly_once_v2"),
    /** At least one result a record; a crash may repeat some. */
    AT_LEAST_ONCE("at_least_once");

    private final String spelling;

    Guarantee(String spelling) {
        this.spelling = spelling;
    }

    @Override
    public String toString() {
        return spelling;
    }
}
