package dev.sluice.benchmarks.soak;

import dev.sluice.benchmarks.harness.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was seen, in the order of time. Immutable. */
record Timeline(List<Map<Column, Double>> looks) {
  Timeline {
    looks = List.copyOf(looks);
  }

  double[] of(Column column) {
    return looks.stream().mapToDouble(look -> value(look, column)).toArray();
  }

  private static double value(Map<Column, Double> look, Column column) {
    return Objects.requireNonNull(look.get(column), column.key());
  }

  /** The looks from a second on. */
  Timeline from(double seconds) {
    return new Timeline(
        looks.stream().filter(look -> value(look, Column.SECONDS) >= seconds).toList());
  }

  double seconds() {
    return looks.isEmpty() ? 0 : value(looks.get(looks.size() - 1), Column.SECONDS);
  }

  /** By how much a straight line through the values rises from the first look to the last. */
  double growth(Column column) {
    double[] seconds = of(Column.SECONDS);
    return seconds.length == 0
        ? 0
        : Samples.slope(seconds, of(column)) * (seconds[seconds.length - 1] - seconds[0]);
  }

  double mean(Column column) {
    return Arrays.stream(of(column)).average().orElse(Double.NaN);
  }

  double most(Column column) {
    return Arrays.stream(of(column)).max().orElse(0);
  }

  /** A head and a line for each look, with commas. */
  List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add(join(Column::key));
    for (Map<Column, Double> look : looks) {
      lines.add(join(column -> String.format(Locale.ROOT, "%.1f", value(look, column))));
    }
    return lines;
  }

  private static String join(Function<Column, String> text) {
    return Arrays.stream(Column.values()).map(text).collect(Collectors.joining(","));
  }
}
