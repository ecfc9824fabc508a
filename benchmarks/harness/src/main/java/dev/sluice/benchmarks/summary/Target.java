package dev.sluice.benchmarks.summary;

import java.util.Locale;
import java.util.OptionalDouble;

/** What Sluice is to reach in one workload. Immutable. */
sealed interface Target {
  /** The runs that it is about, by workload, ingest and contestant. */
  Subject subject();

  /** How a run stands to it. */
  Standing standing(Results results, RunKey run);

  /**
   * Which runs.
   *
   * @param batchMs the batch interval, or 0 for any
   */
  record Subject(String workload, String ingest, long batchMs, String contestant) {
    boolean matches(RunKey run) {
      return workload.equals(run.workload())
          && ingest.equals(run.ingest())
          && contestant.equals(run.contestant())
          && (batchMs == 0 || batchMs == run.batchMs());
    }
  }

  /** At least so many times what a rival has. */
  record AtLeast(Subject subject, Metric metric, double factor, Rival rival) implements Target {
    @Override
    public Standing standing(Results results, RunKey run) {
      OptionalDouble own = results.median(run, metric);
      OptionalDouble other = rival.best(results, run, metric);
      String wanted = format(">= %.1f x %s", factor, rival.label());
      if (own.isEmpty() || other.isEmpty()) {
        return Standing.unknown(wanted);
      }
      double ratio = own.getAsDouble() / other.getAsDouble();
      return Standing.of(wanted, format("%.2f x", ratio), ratio >= factor);
    }
  }

  /** At least so many times what the same contestant has by another ingest. */
  record OfOwn(Subject subject, Metric metric, double factor, String ingest) implements Target {
    @Override
    public Standing standing(Results results, RunKey run) {
      RunKey reference = new RunKey(run.workload(), ingest, run.batchMs(), run.contestant());
      OptionalDouble own = results.median(run, metric);
      OptionalDouble other = results.median(reference, metric);
      String wanted = format(">= %.1f x own %s", factor, ingest);
      if (own.isEmpty() || other.isEmpty()) {
        return Standing.unknown(wanted);
      }
      double ratio = own.getAsDouble() / other.getAsDouble();
      return Standing.of(wanted, format("%.2f x", ratio), ratio >= factor);
    }
  }

  /** A figure of at most so much. */
  record AtMost(Subject subject, Metric metric, double most) implements Target {
    @Override
    public Standing standing(Results results, RunKey run) {
      OptionalDouble own = results.median(run, metric);
      String wanted = format("<= %.2f %s", most, metric.unit());
      return own.isEmpty()
          ? Standing.unknown(wanted)
          : Standing.of(wanted, format("%.2f", own.getAsDouble()), own.getAsDouble() <= most);
    }
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
