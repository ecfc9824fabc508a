package dev.sluice.testkit.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Storage;
import dev.sluice.quarantine.Quarantine;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.BatchOutputs;
import dev.sluice.testkit.CrashScenario;
import dev.sluice.testkit.CrashingProgram;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Programs with a quarantine in the storage of their checkpoints, which crashes at every call. The
 * system property {@code sluice.rounds} says for how many seeds.
 */
class QuarantineCrashTest {
  private static final Duration SECOND = Durations.seconds(1);
  private static final int BATCHES = 8;
  private static final int MOST_LINES = 8;
  private static final int MOST_DOWN = 3;

  /** Keeps outputs of lines some of which are bad. */
  private interface OfLines {
    void define(TestStreams streams, DStream<String> lines, BatchOutputs outputs);
  }

  /** A program whose good records and bad records must all be there in the end, each once. */
  private static final class Quarantining
      implements CrashScenario<Map<String, NavigableMap<Time, Map<Object, Integer>>>> {
    private final List<List<String>> batches;
    private final OfLines definition;
    private final CrashingProgram program;
    private Storage storage = new CrashingStorage(0);

    Quarantining(List<List<String>> batches, int downFor, OfLines definition) {
      this.batches = batches;
      this.definition = definition;
      this.program =
          new CrashingProgram(
                  new StreamingConf().set("streaming.checkpoint.interval", "2s"),
                  SECOND,
                  BATCHES,
                  this::define)
              .downFor(downFor);
    }

    private void define(TestStreams streams, BatchOutputs outputs) {
      DStream<String> lines = streams.input(batches, 2).onError(ErrorPolicy.quarantine(storage));
      definition.define(streams, lines, outputs);
    }

    @Override
    public Map<String, NavigableMap<Time, Map<Object, Integer>>> run(Storage current)
        throws Exception {
      storage = current;
      return program.run(current);
    }

    @Override
    public void compare(
        Map<String, NavigableMap<Time, Map<Object, Integer>>> crashFree,
        Map<String, NavigableMap<Time, Map<Object, Integer>>> crashed) {
      program.compare(crashFree, crashed);
      assertThat(Numbers.kept(Quarantine.of(storage))).isEqualTo(Numbers.bad(batches));
    }
  }

  private static void crashAtEveryCall(String what, OfLines definition) {
    for (int round = 0; round < Integer.getInteger("sluice.rounds", 1); round++) {
      long seed = Long.getLong("sluice.seed", 1) + round;
      SplittableRandom random = new SplittableRandom(seed);
      List<List<String>> batches = Numbers.generate(seed, BATCHES, MOST_LINES);
      int crashes =
          CrashingStorage.atEveryCall(
              seed, () -> new Quarantining(batches, random.nextInt(MOST_DOWN + 1), definition));
      System.out.printf("quarantine and %s, seed %d: %d crash points%n", what, seed, crashes);
      assertThat(crashes).isGreaterThan(BATCHES);
    }
  }

  @Test
  void bad_records_are_kept_once_and_good_ones_arrive() {
    crashAtEveryCall(
        "two outputs, one of which reads only a part",
        (streams, lines, outputs) -> {
          DStream<Integer> numbers = lines.map(Integer::parseInt);
          numbers.foreachRDD(rdd -> assertThat(rdd.take(1)).isNotNull());
          outputs.keep("numbers", numbers);
        });
  }

  @Test
  void bad_records_of_windows_and_states_are_kept_once() {
    crashAtEveryCall(
        "windows and states",
        (streams, lines, outputs) -> {
          DStream<Integer> numbers = lines.map(Integer::parseInt);
          outputs.keep("window", numbers.window(SECOND.multipliedBy(3), SECOND.multipliedBy(2)));
          outputs.keep("inverse", numbers.countByWindow(SECOND.multipliedBy(2), SECOND));
          outputs.keep(
              "totals",
              numbers
                  .mapToPair(number -> new Tuple2<>(number % 2, number))
                  .<Integer>updateStateByKey(
                      (added, sum) ->
                          Optional.of(
                              sum.orElse(0) + added.stream().mapToInt(Integer::intValue).sum())));
        });
  }

  @Test
  void records_are_replayed_once() throws Exception {
    List<List<String>> batches = Numbers.generate(5, BATCHES, MOST_LINES);
    CrashingStorage kept = new CrashingStorage(5);
    new Quarantining(
            batches,
            0,
            (streams, lines, outputs) -> outputs.keep("n", lines.map(Integer::parseInt)))
        .run(kept);
    Quarantine bad = Quarantine.of(kept);
    assertThat(Numbers.kept(bad)).isEqualTo(Numbers.bad(batches));
    CrashingStorage large = new CrashingStorage(6);
    copyInManyFiles(bad, Quarantine.of(large));
    SplittableRandom random = new SplittableRandom(7);

    int crashes =
        CrashingStorage.atEveryCall(
            7,
            () ->
                new CrashingProgram(
                        new StreamingConf().set("streaming.checkpoint.interval", "2s"),
                        SECOND,
                        4,
                        (streams, outputs) ->
                            outputs.keep("replayed", streams.context().<String>replay(large)))
                    .downFor(random.nextInt(MOST_DOWN + 1)));

    System.out.printf("replay: %d crash points%n", crashes);
    assertThat(crashes).isGreaterThan(4);
  }

  /** More files than a batch replays: each record again for many batches. */
  private static void copyInManyFiles(Quarantine from, Quarantine to) throws Exception {
    for (int batch = 1; batch <= 600; batch++) {
      to.add(new Time(batch), from.read().subList(0, 2));
    }
  }
}
