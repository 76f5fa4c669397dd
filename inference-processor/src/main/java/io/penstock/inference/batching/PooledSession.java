package io.penstock.inference.batching;

import io.penstock.engine.EngineInfo;
import io.penstock.engine.Session;

/**
 * A session of a pool.
 *
 * @param session the session, owned by the pool
 * @param rows its input buffers, row by row
 * @param engine the engine it belongs to, by its position among the pool's
 * @param info what results say of that engine
 */
record PooledSession(Session session, InputRows rows, int engine, EngineInfo info) {}
