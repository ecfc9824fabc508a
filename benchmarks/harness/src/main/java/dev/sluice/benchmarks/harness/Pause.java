package dev.sluice.benchmarks.harness;

import java.util.concurrent.TimeUnit;

/** Lets the measured system run while the driver does nothing. */
public final class Pause {
  private Pause() {}

  /** For so long. */
  public static void ofMillis(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  /** For so long. */
  public static void ofSeconds(double seconds) throws InterruptedException {
    ofMillis(Math.round(seconds * 1000));
  }

  /** Until a {@link System#nanoTime}. */
  public static void until(long nanoTime) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
  }
}
