package dev.sluice.ui.history;

import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether batches keep up with their interval. The rule is in API.md, under Summary; here is the
 * only place that computes it. Immutable.
 *
 * @param state the verdict
 * @param behind how late batches are; zero for no more than the allowance
 * @param sentence the verdict for people
 */
public record Pace(State state, Duration behind, String sentence) {
  private static final Duration LEAST_ALLOWANCE = Duration.ofMillis(100);
  private static final int COMPARED = 10;

  /** The verdict on a program. */
  public enum State {
    /** No batch has begun. */
    STARTING,
    /** Batches begin in time. */
    KEEPING_UP,
    /** Batches begin late, but less and less so. */
    CATCHING_UP,
    /** Batches begin late, and no less so than before. */
    FALLING_BEHIND
  }

  /**
   * Judges a program.
   *
   * @param batches those that ended last, in the order of that; then the one that began last, and
   *     the one that has waited longest, as far as there are such
   * @param lastBegun the one that began last
   */
  public static Pace of(
      List<Batch> batches, Optional<Batch> lastBegun, Duration interval, long nowMs) {
    if (batches.isEmpty()) {
      return new Pace(State.STARTING, Duration.ZERO, "No batch has begun yet.");
    }
    Duration late = max(begunLate(lastBegun), waiting(batches, nowMs));
    Duration allowance = max(interval, LEAST_ALLOWANCE);
    if (late.compareTo(allowance) <= 0) {
      return new Pace(State.KEEPING_UP, Duration.ZERO, keepingUp(batches, interval));
    }
    boolean better = before(batches).map(earlier -> late.compareTo(earlier) < 0).orElse(false);
    State state = better ? State.CATCHING_UP : State.FALLING_BEHIND;
    return new Pace(state, late, behind(state, late, batches, interval));
  }

  private static Duration begunLate(Optional<Batch> lastBegun) {
    return lastBegun.flatMap(Batch::schedulingDelay).orElse(Duration.ZERO);
  }

  private static Duration waiting(List<Batch> batches, long nowMs) {
    return batches.stream()
        .filter(batch -> batch.status() == Status.QUEUED)
        .findFirst()
        .map(batch -> Duration.ofMillis(Math.max(0, nowMs - batch.info().submissionTime())))
        .orElse(Duration.ZERO);
  }

  /** The delay of the batch that ended ten batches ago. */
  private static Optional<Duration> before(List<Batch> batches) {
    List<Batch> ended = batches.stream().filter(batch -> batch.status().isEnded()).toList();
    return ended.size() < COMPARED
        ? Optional.empty()
        : ended.get(ended.size() - COMPARED).schedulingDelay();
  }

  private static String keepingUp(List<Batch> batches, Duration interval) {
    return processing(batches)
        .map(took -> "Keeping up: batches take %s of their %s.".formatted(took, text(interval)))
        .orElse("Keeping up: the first batch is under way.");
  }

  private static String behind(State state, Duration late, List<Batch> batches, Duration interval) {
    String begin =
        state == State.CATCHING_UP
            ? "Catching up, still behind by %s".formatted(text(late))
            : "Falling behind by %s".formatted(text(late));
    return processing(batches)
        .map(
            took ->
                "%s: batches take %s, the interval is %s.".formatted(begin, took, text(interval)))
        .orElse(begin + ": no batch has ended yet.");
  }

  /** The mean of the latest batches that ended. */
  private static Optional<String> processing(List<Batch> batches) {
    List<Duration> times =
        batches.stream().flatMap(batch -> batch.info().processingDelay().stream()).toList();
    List<Duration> latest = times.subList(Math.max(0, times.size() - COMPARED), times.size());
    return latest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            text(
                Duration.ofMillis(
                    Math.round(
                        latest.stream().mapToLong(Duration::toMillis).average().orElse(0)))));
  }

  private static String text(Duration duration) {
    return Durations.format(duration);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
