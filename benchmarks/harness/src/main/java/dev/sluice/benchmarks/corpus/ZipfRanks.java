package dev.sluice.benchmarks.corpus;

import java.util.Random;

/**
 * Draws ranks by Zipf's law with exponent 1: rank {@code r} (from 0) with a weight of {@code 1 / (r
 * + 1)}. Immutable.
 */
final class ZipfRanks {
  private static final int TABLE = 1 << 16;

  private final double[] cumulative;
  // Where to begin the scan for a draw, so that it is short.
  private final int[] start = new int[TABLE];

  ZipfRanks(int size) {
    cumulative = new double[size];
    double sum = 0;
    for (int rank = 0; rank < size; rank++) {
      sum += 1.0 / (rank + 1);
      cumulative[rank] = sum;
    }
    int rank = 0;
    for (int i = 0; i < TABLE; i++) {
      while (cumulative[rank] <= sum * i / TABLE) {
        rank++;
      }
      start[i] = rank;
    }
  }

  int draw(Random random) {
    double u = random.nextDouble();
    double weight = u * cumulative[cumulative.length - 1];
    int rank = start[(int) (u * TABLE)];
    while (cumulative[rank] <= weight) {
      rank++;
    }
    return rank;
  }
}
