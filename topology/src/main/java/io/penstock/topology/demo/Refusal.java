package io.penstock.topology.demo;

/**
 * A dead letter.
 *
 * @param request the id of the request it answers; empty if it could not be read
 * @param stage the stage that refused it
 * @param category the kind of failure
 * @param reason what was wrong
 */
public record Refusal(String request, String stage, String category, String reason) {}
