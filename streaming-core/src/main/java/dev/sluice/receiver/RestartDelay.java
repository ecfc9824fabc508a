package dev.sluice.receiver;

import java.time.Duration;

/**
 * How long to wait before a receiver starts again: twice as long with each failure in a row.
 * Confined to the supervisor's thread.
 */
final class RestartDelay {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  RestartDelay(ReceiverSettings settings) {
    first = settings.restartDelay();
    longest = settings.maxRestartDelay();
    next = first;
  }

  /** The wait after a failure. */
  Duration next() {
    Duration delay = next;
    Duration doubled = delay.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return delay;
  }

  /** The receiver worked. */
  void reset() {
    next = first;
  }
}
