package io.penstock.workshop.plan;

import java.nio.ByteBuffer;

/**
 * A plan's bytes, which were seen to have the manifest's hash.
 *
 * @param manifest what is known of it
 * @param bytes the plan, direct, from position to limit: the very bytes that were hashed
 */
public record LoadedPlan(PlanManifest manifest, ByteBuffer bytes) {}
