package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A receiver whose records a test stores itself. Thread-safe: semaphores count starts and stops.
 */
final class HandFedReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  private final transient Semaphore starts = new Semaphore(0);
  private final transient Semaphore stops = new Semaphore(0);

  HandFedReceiver() {
    super(StorageLevel.MEMORY_ONLY);
  }

  @Override
  public void onStart() {
    starts.release();
  }

  @Override
  public void onStop() {
    stops.release();
  }

  /** Waits for one more start. */
  HandFedReceiver awaitStart() throws InterruptedException {
    assertThat(starts.tryAcquire(Threads.PATIENCE_S, TimeUnit.SECONDS)).as("started").isTrue();
    return this;
  }

  /** Waits for one more stop. */
  void awaitStop() throws InterruptedException {
    assertThat(stops.tryAcquire(Threads.PATIENCE_S, TimeUnit.SECONDS)).as("stopped").isTrue();
  }

  void countLost(long lines) {
    count("lines too long", lines);
  }
}
