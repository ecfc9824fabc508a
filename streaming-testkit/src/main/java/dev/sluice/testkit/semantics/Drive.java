package dev.sluice.testkit.semantics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** How time passes for a program, and when its process ends. */
enum Drive {
  /** Each batch is done before the next is due. */
  STEP_BY_STEP {
    @Override
    List<Life> lives(Random random, int batches) {
      return List.of(new Life(0, batches, Life.Pace.STEP_BY_STEP, 0));
    }
  },
  /** All batches are due before the first is done. */
  ALL_AT_ONCE {
    @Override
    List<Life> lives(Random random, int batches) {
      return List.of(new Life(0, batches, Life.Pace.AT_ONCE, 0));
    }
  },
  /** A restart after every batch. */
  RESTARTED_EVERY_BATCH {
    @Override
    List<Life> lives(Random random, int batches) {
      return IntStream.range(0, batches)
          .mapToObj(batch -> new Life(batch, batch + 1, Life.Pace.STEP_BY_STEP, 0))
          .toList();
    }
  },
  /** Restarts now and then, some long after the end of the process before. */
  RESTARTED_AT_TIMES {
    @Override
    List<Life> lives(Random random, int batches) {
      return atTimes(random, batches, () -> 0);
    }
  },
  /** The same, but the storage crashes at any call. */
  CRASHING {
    @Override
    List<Life> lives(Random random, int batches) {
      return atTimes(random, batches, () -> 1 + random.nextInt(MOST_CALLS));
    }
  };

  /** Those of which a process ends before the program. */
  static final List<Drive> RESTARTING =
      List.of(RESTARTED_EVERY_BATCH, RESTARTED_AT_TIMES, CRASHING);

  private static final int LONGEST_LIFE = 3;
  private static final int LONGEST_PAUSE = 2;
  private static final int MOST_CALLS = 40;

  /** The processes, one after the other. */
  abstract List<Life> lives(Random random, int batches);

  boolean crashes() {
    return this == CRASHING;
  }

  boolean restarts() {
    return RESTARTING.contains(this);
  }

  private static List<Life> atTimes(Random random, int batches, IntSupplier crashAt) {
    List<Life> lives = new ArrayList<>();
    int from = 0;
    while (from < batches) {
      int to = Math.min(batches, from + 1 + random.nextInt(LONGEST_LIFE));
      Life.Pace pace = random.nextBoolean() ? Life.Pace.STEP_BY_STEP : Life.Pace.AT_ONCE;
      lives.add(new Life(from, to, pace, crashAt.getAsInt()));
      from = Math.min(batches, to + random.nextInt(LONGEST_PAUSE + 1));
    }
    lives.add(new Life(batches, batches, Life.Pace.AT_ONCE, 0));
    return lives;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
