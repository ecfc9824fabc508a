package dev.sluice.receiver;

import java.time.Duration;

/**
 * How long to wait before a receiver starts again: twice as long with each failure in a row.
 * Confined to one thread.
 */
public final class RestartDelay {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  /** The delays of those settings, from the first one on. */
  public RestartDelay(ReceiverSettings settings) {
    first = settings.restartDelay();
    longest = settings.maxRestartDelay();
    next = first;
  }

  /** The wait after a failure. */
  public Duration next() {
    Duration delay = next;
    Duration doubled = delay.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return delay;
  }

  /** The receiver worked. */
  public void reset() {
    next = first;
  }
}
