package dev.sluice.testkit.recovery;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Kills programs at random moments: while they start and recover, and while they work. Confined to
 * the test's thread.
 */
final class Kills {
  private static final int DEFAULT_NUMBER = 10;
  private static final int LONGEST_START_MS = 900;
  private static final int SHORTEST_LIFE_MS = 300;
  private static final int LONGEST_LIFE_MS = 1_500;

  private final SplittableRandom random;

  private Kills(SplittableRandom random) {
    this.random = random;
  }

  /** Kills with a seed of the test's own, or that of {@code -Dsluice.seed}. */
  static Kills begin(String test) {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    System.out.printf("%s: -Dsluice.kills=%d -Dsluice.seed=%d%n", test, number(), seed);
    return new Kills(new SplittableRandom(seed));
  }

  /** How many; {@code -Dsluice.kills} for another number. */
  static int number() {
    return Integer.getInteger("sluice.kills", DEFAULT_NUMBER);
  }

  /** Starts a program so many times and kills it each time. */
  void run(Callable<ChildProcess> start) throws Exception {
    for (int kill = 1; kill <= number(); kill++) {
      try (ChildProcess child = start.call()) {
        killSomeTime(child);
      }
    }
  }

  private void killSomeTime(ChildProcess child) throws IOException, InterruptedException {
    boolean early = random.nextInt(4) == 0;
    if (early) {
      child.killAfter(random.nextLong(1, LONGEST_START_MS));
    } else {
      child.awaitBegun();
      child.killAfter(random.nextLong(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
    }
  }
}
