package dev.sluice.rdd;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** Chooses records at random, the same ones whenever a partition is computed again. */
final class Sampling {
  /** Below this mean, the product of uniform numbers does not underflow. */
  private static final double LARGEST_MEAN_AT_ONCE = 32;

  private Sampling() {}

  static <T> Plan<T> plan(Plan<T> plan, boolean withReplacement, double fraction, long seed) {
    if (!(fraction >= 0 && (withReplacement || fraction <= 1)) || Double.isInfinite(fraction)) {
      throw new IllegalArgumentException(
          "Cannot sample: found a fraction of "
              + fraction
              + ", expected "
              + (withReplacement ? "0 or more" : "0 to 1"));
    }
    EmptyPreserving<T> choose =
        (task, parents) -> {
          SplittableRandom random = random(seed, task.partition());
          return choose(Plans.records(parents, 0), withReplacement, fraction, random);
        };
    return Plans.keyStep(plan, new Step.Partitions<>(choose));
  }

  /** Numbers that differ from partition to partition and are the same for the same seed. */
  static SplittableRandom random(long seed, int partition) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + partition);
  }

  private static <T> Iterator<T> choose(
      Records<T> records, boolean withReplacement, double fraction, SplittableRandom random)
      throws Exception {
    List<T> chosen = new ArrayList<>();
    records.forEach(
        record -> {
          int times =
              withReplacement ? poisson(fraction, random) : random.nextDouble() < fraction ? 1 : 0;
          for (int i = 0; i < times; i++) {
            chosen.add(record);
          }
        });
    return chosen.iterator();
  }

  /** A Poisson variate: the sum of independent ones whose means add up. */
  private static int poisson(double mean, SplittableRandom random) {
    int count = 0;
    double left = mean;
    while (left > 0) {
      double part = Math.min(left, LARGEST_MEAN_AT_ONCE);
      double limit = Math.exp(-part);
      for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
        count++;
      }
      left -= part;
    }
    return count;
  }
}
