package dev.sluice.testkit.semantics;

import dev.sluice.streaming.StreamingConf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs cases on generated input and counts how often. Each case is tried on 1 to 8 partitions in
 * every way to let time pass. Thread-safe: guarded by its monitor.
 */
final class Trials {
  /** Where the seed is taken from; a new one for each run without. */
  static final String SEED = "sluice.seed";

  /** How often each combination is tried, with new input; once without. */
  static final String ROUNDS = "sluice.rounds";

  /** The largest number of partitions. */
  static final int MOST_PARTITIONS = 8;

  private final long seed;
  private final int rounds;
  private final Supplier<StreamingConf> conf;
  private final Engine engine;
  private final NavigableMap<String, Integer> passed = new TreeMap<>();

  Trials(long seed, int rounds, Supplier<StreamingConf> conf, Engine engine) {
    this.seed = seed;
    this.rounds = rounds;
    this.conf = conf;
    this.engine = engine;
  }

  /** Trials as the system properties say. */
  static Trials configured(Supplier<StreamingConf> conf, Engine engine) {
    return new Trials(
        Long.getLong(SEED, System.nanoTime()), Integer.getInteger(ROUNDS, 1), conf, engine);
  }

  /**
   * Tries a case.
   *
   * @throws AssertionError if a program does not do what it means
   */
  void run(OperatorCase operator) {
    for (int round = 0; round < rounds; round++) {
      long first = seed + operator.operator().hashCode();
      for (int number = 0; number < engine.partitionNumbers(); number++) {
        int partitions = 1 + (int) Math.floorMod(first + number, (long) MOST_PARTITIONS);
        long trialSeed =
            seed + operator.operator().hashCode() + (long) round * MOST_PARTITIONS + partitions;
        for (Drive drive : drives(operator, round, partitions)) {
          run(operator, Trial.generate(trialSeed, partitions, drive));
          count(operator.operator());
        }
      }
    }
  }

  /** In one process in both ways, and in several in one way, each on two numbers of partitions. */
  private List<Drive> drives(OperatorCase operator, int round, int partitions) {
    List<Drive> restarting =
        Drive.RESTARTING.stream()
            .filter(operator.restarted()::bears)
            .filter(drive -> engine.tasksRunHere() || !drive.crashes())
            .toList();
    long turn = seed + round + partitions / 2;
    Drive drive = restarting.get(Math.floorMod(turn, restarting.size()));
    return List.of(Drive.STEP_BY_STEP, Drive.ALL_AT_ONCE, drive);
  }

  private synchronized void count(String operator) {
    passed.merge(operator, 1, Integer::sum);
  }

  private void run(OperatorCase operator, Trial trial) {
    try {
      inDirectory(directory -> run(operator, trial, directory));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "Cannot confirm "
              + operator
              + " on "
              + trial
              + "; run it again with -D"
              + SEED
              + "="
              + seed
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private void run(OperatorCase operator, Trial trial, Path directory) {
    Lives lives = new Lives(conf.get(), operator.program(), trial, directory, engine);
    try {
      Model<?> observed = lives.run();
      Model<?> expected = operator.meaning().of(Models.of(trial, lives.parallelism()));
      compare(operator, observed, expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare(OperatorCase operator, Model<?> observed, Model<?> expected) {
    if (!observed.batches().keySet().equals(expected.batches().keySet())) {
      throw new AssertionError(
          "found batches "
              + observed.batches().keySet()
              + ", expected "
              + expected.batches().keySet());
    }
    for (Map.Entry<Integer, ? extends List<? extends List<?>>> batch :
        expected.batches().entrySet()) {
      List<? extends List<?>> actual =
          Objects.requireNonNull(observed.batches().get(batch.getKey()));
      List<?> found = operator.comparison().view(actual, engine.keepsArrivalOrder());
      List<?> wanted = operator.comparison().view(batch.getValue(), engine.keepsArrivalOrder());
      if (!found.equals(wanted)) {
        throw new AssertionError(
            "batch " + batch.getKey() + ": found " + found + ", expected " + wanted);
      }
    }
  }

  private static void inDirectory(Consumer<Path> action) {
    try {
      Path directory = Files.createTempDirectory("semantics");
      try {
        action.accept(directory);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A line for each operator: how many generated programs of it did what they mean. */
  synchronized String report() {
    StringBuilder text = new StringBuilder();
    int total = 0;
    for (Map.Entry<String, Integer> operator : passed.entrySet()) {
      text.append(String.format("%5d  %s%n", operator.getValue(), operator.getKey()));
      total += operator.getValue();
    }
    return String.format(
        "%sDStream semantics: %d operators, %d generated cases, seed %d%n",
        text, passed.size(), total, seed);
  }
}
