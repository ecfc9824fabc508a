package dev.sluice.benchmarks.corpus;

import java.util.function.ToLongFunction;

/** Totals of a figure over the first n of lines that are cycled. Immutable. */
final class CyclicTotals {
  private final long[] before;

  CyclicTotals(String[] lines, ToLongFunction<String> figure) {
    before = new long[lines.length + 1];
    for (int i = 0; i < lines.length; i++) {
      before[i + 1] = before[i] + figure.applyAsLong(lines[i]);
    }
  }

  /** The total over the first n lines. */
  long of(long n) {
    int size = before.length - 1;
    return n / size * before[size] + before[(int) (n % size)];
  }

  /**
   * How many whole lines have a total of at most this; for figures that are above 0 in every line.
   */
  long linesWithin(long total) {
    int size = before.length - 1;
    long rest = total % before[size];
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (before[middle] <= rest) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return total / before[size] * size + low;
  }
}
