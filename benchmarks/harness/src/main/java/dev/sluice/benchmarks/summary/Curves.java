package dev.sluice.benchmarks.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a batch costs as something in a program grows: a table and an exponent each. Immutable. */
final class Curves {
  static final String WORKLOAD = "w10";

  private static final String TIMES = " x";

  private final Results results;

  Curves(Results results) {
    this.results = results;
  }

  /** Nothing where no growth was measured. */
  List<String> lines() {
    Map<String, List<Point>> curves = new LinkedHashMap<>();
    for (RunKey key : results.all().keySet()) {
      if (key.workload().equals(WORKLOAD)) {
        String what = key.ingest().split(TIMES, 2)[0];
        String curve = key.contestant() + " at " + key.batchMs() + " ms, " + what;
        point(key).ifPresent(p -> curves.computeIfAbsent(curve, w -> new ArrayList<>()).add(p));
      }
    }
    List<String> lines = new ArrayList<>();
    curves.forEach((what, points) -> lines.addAll(lines(what, points)));
    return lines;
  }

  private Optional<Point> point(RunKey key) {
    OptionalDouble size = results.median(key, Metric.SIZE);
    OptionalDouble cpu = results.median(key, Metric.CPU_US_PER_BATCH);
    OptionalDouble late = results.median(key, Metric.LATE_P50_MS);
    return size.isPresent() && cpu.isPresent() && late.isPresent()
        ? Optional.of(new Point(size.getAsDouble(), cpu.getAsDouble(), late.getAsDouble()))
        : Optional.empty();
  }

  private static List<String> lines(String what, List<Point> points) {
    points.sort(Comparator.comparingDouble(Point::size));
    List<String> lines = new ArrayList<>();
    lines.add(format("%nGrowth (w10): %s", what));
    lines.add(format("%12s %16s %12s %18s", "size", "us CPU a batch", "ms late", "us CPU a piece"));
    for (Point point : points) {
      lines.add(
          format(
              "%,12.0f %,16.0f %12.2f %18.3f",
              point.size(), point.cpuUs(), point.lateMs(), point.cpuUs() / point.size()));
    }
    Point first = points.get(0);
    Point last = points.get(points.size() - 1);
    if (last.size() > first.size()) {
      lines.add(
          format(
              "%.0f times the size costs %.2f times the CPU (exponent %.2f), %.2f times the time (exponent %.2f)",
              last.size() / first.size(),
              last.cpuUs() / first.cpuUs(),
              exponent(last.size() / first.size(), last.cpuUs() / first.cpuUs()),
              last.lateMs() / first.lateMs(),
              exponent(last.size() / first.size(), last.lateMs() / first.lateMs())));
    }
    return lines;
  }

  /** 0 if cost does not grow, 1 if it grows as size does. */
  private static double exponent(double size, double cost) {
    return Math.log(cost) / Math.log(size);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * One size.
   *
   * @param size how much there is of what grows
   * @param cpuUs CPU microseconds of a batch
   * @param lateMs milliseconds from a batch's end to its last output
   */
  private record Point(double size, double cpuUs, double lateMs) {}
}
