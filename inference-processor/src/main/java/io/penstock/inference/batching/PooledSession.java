package io.penstock.inference.batching;

import io.penstock.engine.EngineInfo;
import io.penstock.engine.Session;
import io.penstock.engine.Signature;
import java.util.ArrayList;
import java.util.List;

/**
 * A session of a pool, with what one batch after the other uses.
 *
 * @param session the session, owned by the pool
 * @param rows its input buffers, row by row
 * @param outputs what its outputs are copied into
 * @param tickets the requests of the batch that has the session
 * @param engine the engine it belongs to, by its position among the pool's
 * @param info what results say of that engine
 */
record PooledSession(
        Session session, InputRows rows, OutputPool outputs, List<Ticket> tickets, int engine, EngineInfo info) {
    static PooledSession of(Session session, Signature signature, int engine, EngineInfo info) {
        return new PooledSession(
                session, new InputRows(session, signature), new OutputPool(signature), new ArrayList<>(), engine, info);
    }
}
