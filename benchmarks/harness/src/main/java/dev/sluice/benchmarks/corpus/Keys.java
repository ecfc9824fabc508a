package dev.sluice.benchmarks.corpus;

import java.math.BigInteger;

/** The keys of the workloads with state, and what their counts must come to. */
public final class Keys {
  private static final int FIRST = 10_000_000;
  private static final long STRIDE = 618_033_989L;

  private Keys() {}

  /** So many keys, each once, in an order without locality. */
  public static String[] of(int size) {
    long stride = STRIDE;
    while (!coprime(stride, size)) {
      stride++;
    }
    String[] keys = new String[size];
    for (int i = 0; i < size; i++) {
      keys[i] = "user" + (FIRST + i * stride % size);
    }
    return keys;
  }

  private static boolean coprime(long a, long b) {
    return BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).equals(BigInteger.ONE);
  }

  /** The sum 1 + 2 + … + count: the new counts that a key's first {@code count} updates gave. */
  public static long triangle(long count) {
    return count * (count + 1) / 2;
  }

  /**
   * The sum of {@link #triangle} over all keys after so many updates, where each lane of the feed
   * cycles through its share of the keys.
   */
  public static long checksum(int keys, int lanes, long updates) {
    long sum = 0;
    for (int lane = 0; lane < lanes; lane++) {
      long own = (long) keys * (lane + 1) / lanes - (long) keys * lane / lanes;
      long rounds = updates / lanes / own;
      long ahead = updates / lanes % own;
      sum += ahead * triangle(rounds + 1) + (own - ahead) * triangle(rounds);
    }
    return sum;
  }
}
