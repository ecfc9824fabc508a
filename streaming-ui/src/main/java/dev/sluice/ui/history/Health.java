package dev.sluice.ui.history;

import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a program lives, or is ready. Immutable.
 *
 * @param up the answer
 * @param reason a sentence
 */
public record Health(boolean up, String reason) {
  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final int INTERVALS = 10;

  /**
   * After how long without the end of a batch a program does not live.
   *
   * @param configured as the program says, if it does
   * @param interval how often batches with outputs come
   */
  public static Duration stalledAfter(Optional<Duration> configured, Duration interval) {
    Duration usual = interval.multipliedBy(INTERVALS);
    return configured.orElse(usual.compareTo(LEAST) > 0 ? usual : LEAST);
  }

  /**
   * Whether batches progress.
   *
   * @param bornMs when it was begun to look, in the program's clock
   */
  public static Health live(BatchHistory history, Duration stalledAfter, long bornMs, long nowMs) {
    if (history.stoppedMs().isPresent()) {
      return new Health(false, "The program has ended.");
    }
    OptionalLong end = history.lastEndMs();
    Duration since =
        Duration.ofMillis(Math.max(0, nowMs - end.orElse(history.startedMs().orElse(bornMs))));
    String what =
        end.isPresent()
            ? "The last batch ended " + Durations.format(since) + " ago."
            : "No batch has ended in the " + Durations.format(since) + " since the start.";
    boolean stalled = since.compareTo(stalledAfter) > 0;
    return stalled
        ? new Health(false, what + " At most " + Durations.format(stalledAfter) + " are expected.")
        : new Health(true, what);
  }

  /** Whether a batch was done, and the program goes on. */
  public static Health ready(BatchHistory history) {
    if (history.stoppedMs().isPresent()) {
      return new Health(false, "The program has ended.");
    }
    return history.totals().completed() > 0
        ? new Health(true, "The first batch is done.")
        : new Health(false, "The first batch is not done yet.");
  }
}
