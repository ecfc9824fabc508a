package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReliableReceiver;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A source in memory that sends the numbers from 0 on, and again, in order, those that were not
 * acknowledged. Thread-safe: guarded by its monitor.
 */
final class ResendingSource {
  private final TreeSet<Integer> unacknowledged = new TreeSet<>();
  private int next;

  /** Has a receiver that was started store what it has not acknowledged. */
  void sendAgain(Numbers receiver) throws InterruptedException {
    awaitStart(receiver);
    for (int number : unacknowledged()) {
      receiver.store(number, number);
    }
  }

  /** Waits until a receiver is started once more. */
  void awaitStart(Numbers receiver) throws InterruptedException {
    assertThat(receiver.starts.tryAcquire(Threads.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
  }

  /** Has a receiver store the numbers up to one that were never sent. */
  void sendUpTo(int end, Numbers receiver) {
    while (next < end) {
      int number = next++;
      synchronized (this) {
        unacknowledged.add(number);
      }
      receiver.store(number, number);
    }
  }

  /** How many numbers were sent. */
  int sent() {
    return next;
  }

  synchronized Set<Integer> unacknowledged() {
    return new TreeSet<>(unacknowledged);
  }

  private synchronized void acknowledged(List<Integer> numbers) {
    for (int number : numbers) {
      assertThat(unacknowledged).as("in order and once").isNotEmpty();
      assertThat(unacknowledged.first()).isEqualTo(number);
      unacknowledged.remove(number);
    }
  }

  /** Fed by the source. */
  static final class Numbers extends ReliableReceiver<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    private final transient ResendingSource source;
    private final transient Semaphore starts = new Semaphore(0);
    private final boolean identifying;

    Numbers(ResendingSource source, boolean identifying) {
      super(StorageLevel.MEMORY_ONLY);
      this.source = source;
      this.identifying = identifying;
    }

    @Override
    protected boolean identifiesByPosition() {
      return identifying;
    }

    @Override
    public void onStart() {
      starts.release();
    }

    @Override
    public void onStop() {}

    @Override
    protected void acknowledge(List<Integer> positions) {
      source.acknowledged(positions);
    }
  }
}
