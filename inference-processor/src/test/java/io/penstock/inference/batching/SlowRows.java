package io.penstock.inference.batching;

import io.penstock.inference.RowTarget;
import java.util.concurrent.CountDownLatch;

/** A source whose write waits for the test. */
final class SlowRows implements OneRow {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch mayWrite = new CountDownLatch(1);

    void awaitWriting() throws InterruptedException {
        writing.await();
    }

    void letWrite() {
        mayWrite.countDown();
    }

    @Override
    public void writeTo(RowTarget target) {
        writing.countDown();
        try {
            mayWrite.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        target.input(0).putLong(1).putLong(1);
    }
}
