package dev.sluice.recovery;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Kills programs at random moments: while they start and recover, and while they work. Confined to
 * the test's thread.
 */
public final class Kills {
  private static final int LONGEST_START_MS = 900;
  private static final int SHORTEST_LIFE_MS = 300;
  private static final int LONGEST_LIFE_MS = 1_500;

  private final int number;
  private final SplittableRandom random;

  private Kills(int number, SplittableRandom random) {
    this.number = number;
    this.random = random;
  }

  /** What ends a child. */
  @FunctionalInterface
  interface Way {
    void end(ChildProcess child) throws Exception;
  }

  /** So many kills unless {@code -Dsluice.kills} says another number. */
  public static Kills begin(String test, int unlessSaid) {
    return begin(test, "sluice.kills", unlessSaid);
  }

  /** So many unless the property says another number; a seed of its own unless sluice.seed is. */
  static Kills begin(String test, String property, int unlessSaid) {
    int number = Integer.getInteger(property, unlessSaid);
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    System.out.printf("%s: -D%s=%d -Dsluice.seed=%d%n", test, property, number, seed);
    return new Kills(number, new SplittableRandom(seed));
  }

  public int number() {
    return number;
  }

  /** A number that follows from the seed. */
  public long draw() {
    return random.nextLong();
  }

  /** Starts a program so many times and kills it each time, as {@code kill -9} does. */
  public void run(Callable<ChildProcess> start) throws Exception {
    run(start, ChildProcess::kill);
  }

  /** The same in another way. */
  void run(Callable<ChildProcess> start, Way way) throws Exception {
    for (int kill = 1; kill <= number; kill++) {
      try (ChildProcess child = start.call()) {
        if (random.nextInt(4) == 0) {
          child.live(random.nextLong(1, LONGEST_START_MS));
        } else {
          child.awaitBegun();
          child.live(random.nextLong(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
        }
        way.end(child);
      }
    }
  }
}
