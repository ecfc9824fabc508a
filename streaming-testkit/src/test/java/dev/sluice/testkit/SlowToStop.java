package dev.sluice.testkit;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.util.concurrent.CountDownLatch;

/** A receiver that, told to stop, waits for a latch and then stores one record more. */
final class SlowToStop extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  final transient CountDownLatch started = new CountDownLatch(1);
  final transient CountDownLatch stopping = new CountDownLatch(1);
  private final transient CountDownLatch release;

  SlowToStop(CountDownLatch release) {
    super(StorageLevel.MEMORY_ONLY);
    this.release = release;
  }

  @Override
  public void onStart() {
    started.countDown();
  }

  @Override
  public void onStop() throws InterruptedException {
    stopping.countDown();
    release.await();
    store("last");
  }
}
