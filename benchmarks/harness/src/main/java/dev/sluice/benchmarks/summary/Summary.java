package dev.sluice.benchmarks.summary;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Prints the tables of files of results: medians, ratios of Sluice to each other contestant,
 * targets.
 */
public final class Summary {
  private static final String SLUICE = "sluice";
  private static final String RUN = "%-4s %-14s %6d  %-15s";
  private static final String HEAD = "%-4s %-14s %6s  %-15s";

  private final Results results;
  private final PrintStream out;

  Summary(Results results, PrintStream out) {
    this.results = results;
    this.out = out;
  }

  /** Arguments: the files. */
  public static void main(String[] files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String file : files) {
      lines.addAll(Files.readAllLines(Path.of(file)));
    }
    new Summary(new Results(lines), System.out).print();
  }

  void print() {
    medians();
    ratios();
    new Curves(results).lines().forEach(out::println);
    targets();
  }

  private void medians() {
    line(
        HEAD + " %3s %12s %25s %9s %9s %9s %9s %7s  %s",
        "work",
        "ingest",
        "batch",
        "contestant",
        "k",
        "records/s",
        "least - most",
        "us CPU/r",
        "p50 ms",
        "p99 ms",
        "seconds",
        "rss MB",
        "results");
    results.all().forEach(this::medians);
  }

  private void medians(RunKey key, Runs runs) {
    String range =
        runs.size() == 1
            ? ""
            : number(runs.least(Metric.RECORDS_PER_S), "%,.0f")
                + " - "
                + number(runs.most(Metric.RECORDS_PER_S), "%,.0f");
    line(
        RUN + " %3d %12s %25s %9s %9s %9s %9s %7s  %s",
        key.workload(),
        key.ingest(),
        key.batchMs(),
        key.contestant(),
        runs.size(),
        number(runs.median(Metric.RECORDS_PER_S), "%,.0f"),
        range,
        number(runs.median(Metric.CPU_US_PER_RECORD), "%.3f"),
        number(runs.median(Metric.P50_MS), "%.1f"),
        number(runs.median(Metric.P99_MS), "%.1f"),
        number(runs.median(Metric.SECONDS), "%.2f"),
        number(runs.median(Metric.RSS_MB), "%.0f"),
        notes(key, runs));
  }

  private static String notes(RunKey key, Runs runs) {
    List<String> notes = new ArrayList<>();
    notes.add(runs.wrong() == 0 ? "ok" : runs.wrong() + " WRONG");
    notes.addAll(runs.errors());
    if (key.workload().startsWith("w5")) {
      notes.add(runs.sustained() + " of " + runs.size() + " sustained");
    }
    for (Metric metric :
        List.of(
            Metric.BATCH_S,
            Metric.P999_MS,
            Metric.LOGGED_MB_PER_S,
            Metric.STARTED_S,
            Metric.CAUGHT_UP_S,
            Metric.JARS,
            Metric.JARS_MB,
            Metric.CPU_US_PER_BATCH)) {
      OptionalDouble value = runs.median(metric);
      value.ifPresent(v -> notes.add(String.format(Locale.ROOT, "%.3f %s", v, metric.unit())));
    }
    return String.join(", ", notes);
  }

  private void ratios() {
    List<RunKey> own =
        results.of(SLUICE).stream().filter(key -> !key.workload().equals(Curves.WORKLOAD)).toList();
    if (own.isEmpty()) {
      return;
    }
    line("%nHow many times the others' records a second Sluice has (w4: of work)");
    for (RunKey key : own) {
      List<String> ratios = new ArrayList<>();
      for (RunKey other : results.all().keySet()) {
        Metric metric = key.workload().equals("w4") ? Metric.CAPACITY_PER_S : Metric.RECORDS_PER_S;
        OptionalDouble mine = results.median(key, metric);
        OptionalDouble theirs = results.median(other, metric);
        boolean compares = other.equals(key.with(other.contestant())) && !other.equals(key);
        if (compares
            && mine.isPresent()
            && theirs.isPresent()
            && !key.workload().startsWith("w5")) {
          double ratio = mine.getAsDouble() / theirs.getAsDouble();
          ratios.add(String.format(Locale.ROOT, "%s %.2f", other.contestant(), ratio));
        }
      }
      if (!ratios.isEmpty()) {
        line(
            RUN + " %s",
            key.workload(),
            key.ingest(),
            key.batchMs(),
            key.contestant(),
            String.join("   ", ratios));
      }
    }
  }

  private void targets() {
    line("%nTargets");
    for (Target target : Targets.all()) {
      for (RunKey run : results.all().keySet()) {
        if (target.subject().matches(run)) {
          Standing standing = target.standing(results, run);
          line(
              RUN + " %-28s %10s  %s",
              run.workload(),
              run.ingest(),
              run.batchMs(),
              run.contestant(),
              standing.wanted(),
              standing.found(),
              standing.outcome().label());
        }
      }
    }
  }

  private static String number(OptionalDouble value, String format) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
