package dev.sluice.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a run used ever more of something, once it had settled. Immutable. */
record Verdict(Timeline timeline, double ratePerSecond) {
  private static final double SETTLING_SECONDS = 60;
  private static final double MOST_OF_THE_RUN = 0.5;
  private static final double BATCH_MS = 1_000;

  /**
   * How much something may grow over the settled run.
   *
   * @param share of its mean, or
   * @param least this much where that is more
   */
  private record Bound(Column column, double share, double least) {}

  private static final List<Bound> BOUNDS =
      List.of(
          new Bound(Column.HEAP_MB, 0.1, 16),
          new Bound(Column.DELAY_P50_MS, 0, 0.2 * BATCH_MS),
          new Bound(Column.FILES, 0.25, 10),
          new Bound(Column.FILES_MB, 0.25, 32),
          new Bound(Column.THREADS, 0, 2));

  private static final double LEAST_SHARE_OF_RATE = 0.95;

  /** What is wrong; nothing if all is flat and the rate was kept. */
  List<String> problems() {
    Timeline settled =
        timeline.from(Math.min(SETTLING_SECONDS, MOST_OF_THE_RUN * timeline.seconds()));
    List<String> problems = new ArrayList<>();
    for (Bound bound : BOUNDS) {
      double growth = settled.growth(bound.column());
      double most = Math.max(bound.share() * settled.mean(bound.column()), bound.least());
      if (!(growth <= most)) {
        problems.add(
            format("%s grows: by %.1f, expected at most %.1f", bound.column(), growth, most));
      }
    }
    double delay = settled.mean(Column.DELAY_P50_MS);
    if (!(delay <= BATCH_MS)) {
      problems.add(format("batches are late: by %.0f ms, expected at most %.0f", delay, BATCH_MS));
    }
    double rate = settled.mean(Column.RECORDS_PER_S);
    if (!(rate >= LEAST_SHARE_OF_RATE * ratePerSecond)) {
      problems.add(format("records a second: found %.0f, expected %.0f", rate, ratePerSecond));
    }
    return problems;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
