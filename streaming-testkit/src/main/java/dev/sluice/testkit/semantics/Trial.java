package dev.sluice.testkit.semantics;

import dev.sluice.function.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What an operator is tried on: the input of two streams of numbers and two of pairs, and the
 * arguments of operators that take any. The last batches are empty, so that windows run out.
 * Immutable.
 *
 * @param seed where it comes from
 * @param partitions how many partitions a batch has
 * @param drive how time passes
 * @param lives the processes of the program
 * @param checkpointEvery after how many batches there is a checkpoint
 * @param window a window's length in batches
 * @param slide a window's slide in batches, which may exceed its length
 * @param buckets a number of partitions to shuffle to
 */
record Trial(
    long seed,
    int partitions,
    Drive drive,
    List<Life> lives,
    int checkpointEvery,
    int window,
    int slide,
    int buckets,
    List<List<Integer>> numbers,
    List<List<Integer>> others,
    List<List<Tuple2<String, Integer>>> pairs,
    List<List<Tuple2<String, Integer>>> otherPairs) {
  private static final int MOST_BATCHES = 6;
  private static final int EMPTY_AT_END = 3;
  private static final int MOST_RECORDS = 12;
  private static final int MOST_BUCKETS = 5;
  private static final int LONGEST_WINDOW = 4;
  private static final int LONGEST_SLIDE = 3;
  private static final int SOME = 3;
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "yy", "zz");

  static Trial generate(long seed, int partitions, Drive drive) {
    Random random = new Random(seed);
    int filled = 1 + random.nextInt(MOST_BATCHES);
    Supplier<Integer> number = () -> random.nextInt(10);
    Supplier<Tuple2<String, Integer>> pair =
        () -> new Tuple2<>(KEYS.get(random.nextInt(KEYS.size())), random.nextInt(10));
    return new Trial(
        seed,
        partitions,
        drive,
        drive.lives(new Random(~seed), filled + EMPTY_AT_END),
        seed % 2 == 0 ? 1 : SOME,
        1 + random.nextInt(LONGEST_WINDOW),
        1 + random.nextInt(LONGEST_SLIDE),
        1 + random.nextInt(MOST_BUCKETS),
        batches(random, filled, number),
        batches(random, filled, number),
        batches(random, filled, pair),
        batches(random, filled, pair));
  }

  private static <T> List<List<T>> batches(Random random, int filled, Supplier<T> record) {
    List<List<T>> batches = new ArrayList<>();
    for (int i = 0; i < filled; i++) {
      int records = random.nextInt(4) == 0 ? 0 : random.nextInt(MOST_RECORDS);
      List<T> batch = new ArrayList<>();
      for (int k = 0; k < records; k++) {
        batch.add(record.get());
      }
      batches.add(batch);
    }
    for (int i = 0; i < EMPTY_AT_END; i++) {
      batches.add(List.of());
    }
    return batches;
  }

  /** How many batches the processes before the one that runs a batch have run. */
  int doneBefore(int batch) {
    return lives.stream().mapToInt(Life::to).filter(to -> to < batch).max().orElse(0);
  }

  /** One of some values; the same for the same trial. */
  <T> T pick(List<T> values) {
    return values.get(Math.floorMod(Long.hashCode(seed), values.size()));
  }

  @Override
  public String toString() {
    return partitions
        + (partitions == 1 ? " partition, " : " partitions, ")
        + drive
        + (drive.restarts() ? " with a checkpoint every " + checkpointEvery + ": " + lives : "")
        + ", window "
        + window
        + ", slide "
        + slide
        + ", "
        + buckets
        + " buckets";
  }
}
