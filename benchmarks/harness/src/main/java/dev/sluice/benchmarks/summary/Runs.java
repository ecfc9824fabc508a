package dev.sluice.benchmarks.summary;

import dev.sluice.benchmarks.harness.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The repetitions of one run. Immutable. Figures are of those whose results were right.
 *
 * @param lines the fields of each
 */
record Runs(List<Map<String, String>> lines) {
  private static final String TRUE = "true";

  Runs {
    lines = List.copyOf(lines);
  }

  int size() {
    return lines.size();
  }

  int wrong() {
    return lines.size() - right().size();
  }

  private List<Map<String, String>> right() {
    return lines.stream().filter(run -> TRUE.equals(run.get(Field.CORRECT.key()))).toList();
  }

  /** What went wrong, each cause once. */
  List<String> errors() {
    return lines.stream()
        .map(run -> run.get(Field.ERROR.key()))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** How many say that the rate was sustained. */
  long sustained() {
    return right().stream().filter(run -> TRUE.equals(run.get(Field.SUSTAINED.key()))).count();
  }

  /** The middle value of a figure, the mean of the two middle ones where their number is even. */
  OptionalDouble median(Metric metric) {
    double[] sorted = values(metric).sorted().toArray();
    int n = sorted.length;
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
  }

  OptionalDouble least(Metric metric) {
    return values(metric).min();
  }

  OptionalDouble most(Metric metric) {
    return values(metric).max();
  }

  private DoubleStream values(Metric metric) {
    return right().stream().flatMapToDouble(run -> metric.of(run).stream());
  }
}
