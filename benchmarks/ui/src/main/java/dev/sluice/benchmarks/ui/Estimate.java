package dev.sluice.benchmarks.ui;

import java.util.List;
import java.util.Map;

/**
 * A mean and how far off it may be. Immutable.
 *
 * @param mean of the values
 * @param margin to either side of it, so that it is right 19 times of 20; not a number for one
 *     value
 */
record Estimate(double mean, double margin) {
  /** Student's t for 95 % by the number of values, from two on. */
  private static final List<Double> STUDENT =
      List.of(
          12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179,
          2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086);

  /** Of values that do not depend on one another. */
  static Estimate of(List<Double> values) {
    int count = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    if (count < 2) {
      return new Estimate(mean, Double.NaN);
    }
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double student = STUDENT.get(Math.min(count - 2, STUDENT.size() - 1));
    return new Estimate(mean, student * Math.sqrt(squares / (count - 1) / count));
  }

  void put(String name, Map<String, Object> line) {
    line.put(name, mean);
    line.put(name + "_margin", margin);
  }
}
