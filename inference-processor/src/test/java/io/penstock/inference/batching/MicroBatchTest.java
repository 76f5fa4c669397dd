package io.penstock.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.engine.Session;
import io.penstock.engine.testkit.FakeEngine;
import io.penstock.inference.IdModel;
import io.penstock.inference.IdRows;
import org.junit.jupiter.api.Test;

final class MicroBatchTest {
    @Test
    void publishesRowsThatItHasNoViewOf() {
        try (FakeEngine engine = IdModel.engine(2).build()) {
            Session session = engine.openSession(IdModel.NARROW);
            var pooled = PooledSession.of(session, IdModel.SIGNATURE, 0, engine.info());
            var batch = new MicroBatch(1, 0, new TicketOwner(), pooled);
            var ticket = new Ticket(IdRows.of(1));
            batch.add(ticket);
            batch.close();
            session.close();

            batch.write(ticket);

            assertThat(ticket.ending()).isInstanceOf(Ticket.Ending.Failed.class);
            assertThat(batch.tryStart()).isTrue();
        }
    }
}
