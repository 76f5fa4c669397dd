package io.penstock.topology.pipeline;

/**
 * What a record's answer needs to know of its request.
 *
 * @param requestId the client's name for it
 * @param startedEpochMillis where end-to-end latency counts from
 */
record Carried(String requestId, long startedEpochMillis) {}
