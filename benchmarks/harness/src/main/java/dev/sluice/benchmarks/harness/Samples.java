package dev.sluice.benchmarks.harness;

import java.util.Arrays;

/** Order statistics and trends of measured values. */
public final class Samples {
  private static final int LEAST_FOR_A_SLOPE = 3;

  private Samples() {}

  /** The value below which a share of the values lies, or NaN without values. */
  public static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int place = (int) Math.min(sorted.length - 1, Math.floor(share * sorted.length));
    return sorted.length == 0 ? Double.NaN : sorted[place];
  }

  /** The slope of the straight line that fits best, or 0 with too few values to tell. */
  public static double slope(double[] x, double[] y) {
    if (x.length < LEAST_FOR_A_SLOPE) {
      return 0;
    }
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      covariance += (x[i] - meanX) * (y[i] - meanY);
      variance += (x[i] - meanX) * (x[i] - meanX);
    }
    return variance == 0 ? 0 : covariance / variance;
  }
}
