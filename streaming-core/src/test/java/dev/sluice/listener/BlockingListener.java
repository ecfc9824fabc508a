package dev.sluice.listener;

import java.util.concurrent.CountDownLatch;

/** Holds up its first event until it is released. Thread-safe: by its latches. */
final class BlockingListener extends RecordingListener {

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  void received(StreamingEvent event) {
    entered.countDown();
    try {
      released.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot wait for release: interrupted", interrupted);
    }
    super.received(event);
  }

  void awaitEntered() throws InterruptedException {
    entered.await();
  }

  void release() {
    released.countDown();
  }
}
