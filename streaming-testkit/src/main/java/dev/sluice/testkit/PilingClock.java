package dev.sluice.testkit;

import dev.sluice.time.Clock;
import dev.sluice.time.ManualClock;
import java.time.Duration;

/**
 * A manual clock that can also move on without waiting for its participants, so that what they have
 * to do piles up. Thread-safe: as the manual clock is, and one volatile flag.
 */
final class PilingClock implements Clock {
  private final ManualClock clock;
  private volatile boolean isPiling;

  PilingClock(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public long millis() {
    return clock.millis();
  }

  @Override
  public Timer schedule(long atMs, Runnable task) {
    return clock.schedule(atMs, task);
  }

  @Override
  public Registration join(Participant participant) {
    return clock.join(
        () -> {
          if (!isPiling) {
            participant.awaitIdle();
          }
        });
  }

  /** Moves on and waits for the participants only at the end. */
  void pileUp(Duration duration) {
    isPiling = true;
    try {
      clock.advance(duration);
    } finally {
      isPiling = false;
    }
    clock.advance(Duration.ZERO);
  }
}
