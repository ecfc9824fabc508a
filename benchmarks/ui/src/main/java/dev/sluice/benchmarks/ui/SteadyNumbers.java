package dev.sluice.benchmarks.ui;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stores numbers at a steady rate, those of two milliseconds at a time, or as many as it can. */
final class SteadyNumbers extends Receiver<Integer> {
  private static final long serialVersionUID = 1L;
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final int MANY = 1_000;

  private final int perStep;
  private final boolean isSteady;

  SteadyNumbers(OptionalInt perSecond) {
    super(StorageLevel.MEMORY_ONLY);
    this.isSteady = perSecond.isPresent();
    this.perStep = isSteady ? perSecond.getAsInt() / 500 : MANY;
  }

  @Override
  public void onStart() {
    Thread thread = new Thread(this::receive, "steady-numbers");
    thread.setDaemon(true);
    thread.start();
  }

  private void receive() {
    int next = 0;
    long due = System.nanoTime();
    try {
      while (!isStopped()) {
        for (int i = 0; i < perStep; i++) {
          store(next++ & Integer.MAX_VALUE);
        }
        if (isSteady) {
          due += STEP_NANOS;
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
    } catch (ReceiverStoppedException e) {
      return; // The run is over.
    }
  }

  @Override
  public void onStop() {}
}
