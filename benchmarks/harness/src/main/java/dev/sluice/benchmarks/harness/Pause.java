package dev.sluice.benchmarks.harness;

import java.util.concurrent.TimeUnit;

/** Lets the measured system run while the driver does nothing. */
final class Pause {
  private Pause() {}

  static void ofMillis(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  static void ofSeconds(double seconds) throws InterruptedException {
    ofMillis(Math.round(seconds * 1000));
  }

  /** Until a {@link System#nanoTime}. */
  static void until(long nanoTime) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
  }
}
