package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.MapWithStateDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Function3;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs over files that crash at every call of their storage. The system property {@code
 * sluice.rounds} says for how many seeds.
 */
class ProgramCrashTest {
  private static final Duration SECOND = Durations.seconds(1);
  private static final int BATCHES = 9;
  private static final int MOST_DOWN = 3;

  @TempDir private Path directory;

  private static StreamingConf conf(String checkpointInterval) {
    return new StreamingConf()
        .set("streaming.checkpoint.interval", checkpointInterval)
        .set("streaming.checkpoint.kept", "2");
  }

  /** What a program makes of the words of its files. */
  private interface OfWords {
    void define(DStream<String> words, BatchOutputs outputs);
  }

  private void crashAtEveryCall(String what, String checkpointInterval, OfWords program) {
    for (int round = 0; round < Integer.getInteger("sluice.rounds", 1); round++) {
      long seed = Long.getLong("sluice.seed", 1) + round;
      SplittableRandom random = new SplittableRandom(seed);
      int crashes =
          CrashingStorage.atEveryCall(
              seed, () -> overFiles(seed, random, conf(checkpointInterval), program));
      System.out.printf("%s, seed %d: %d crash points%n", what, seed, crashes);
      assertThat(crashes).isGreaterThan(BATCHES);
    }
  }

  private CrashingProgram overFiles(
      long seed, SplittableRandom random, StreamingConf conf, OfWords program) {
    ArrivingFiles files = new ArrivingFiles(newDirectory(), seed);
    return new CrashingProgram(
            conf,
            SECOND,
            BATCHES,
            (streams, outputs) ->
                program.define(
                    streams
                        .context()
                        .textFileStream(files.directory())
                        .flatMap(line -> List.of(line.split(" "))),
                    outputs))
        .in(files)
        .downFor(random.nextInt(MOST_DOWN + 1));
  }

  private Path newDirectory() {
    try {
      return Files.createTempDirectory(directory, "files");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PairDStream<String, Integer> ones(DStream<String> words) {
    return words.mapToPair(word -> new Tuple2<>(word, 1));
  }

  private static PairDStream<String, Integer> totals(DStream<String> words) {
    return ones(words)
        .updateStateByKey(
            (added, state) -> {
              int total = state.orElse(0) + added.size();
              return total == 6 ? Optional.empty() : Optional.of(total);
            });
  }

  /** Counts words; says goodbye to those that time out, and forgets those seen five times. */
  private static MapWithStateDStream<String, Integer, Integer, String> counted(
      PairDStream<String, Integer> pairs) {
    Function3<String, Optional<Integer>, State<Integer>, String> count =
        (word, added, state) -> {
          int before = state.getOption().orElse(0);
          if (state.isTimingOut()) {
            return word + " gone after " + before;
          }
          int now = before + added.orElse(0);
          if (now % 5 == 0) {
            state.remove();
          } else {
            state.update(now);
          }
          return word + " " + now;
        };
    return pairs.mapWithState(
        StateSpec.function(count).numPartitions(2).timeout(Durations.seconds(2)));
  }

  @Test
  void windows_are_as_without_a_crash() {
    crashAtEveryCall(
        "windows over files",
        "2s",
        (words, outputs) -> {
          outputs.keep("window", words.window(Durations.seconds(3), Durations.seconds(2)));
          outputs.keep("count", words.countByWindow(Durations.seconds(4), SECOND));
          outputs.keep(
              "reduced",
              ones(words)
                  .reduceByKeyAndWindow(Integer::sum, Durations.seconds(4), Durations.seconds(2)));
          outputs.keep(
              "inverse",
              ones(words)
                  .reduceByKeyAndWindow(
                      Integer::sum,
                      (all, left) -> all - left,
                      Durations.seconds(3),
                      SECOND,
                      2,
                      pair -> pair._2() > 0));
        });
  }

  @Test
  void state_updated_by_key_is_as_without_a_crash() {
    crashAtEveryCall(
        "updateStateByKey over files",
        "3s",
        (words, outputs) -> outputs.keep("totals", totals(words)));
  }

  @Test
  void state_mapped_with_time_outs_is_as_without_a_crash() {
    crashAtEveryCall(
        "mapWithState over files",
        "2s",
        (words, outputs) -> {
          MapWithStateDStream<String, Integer, Integer, String> counted = counted(ones(words));
          outputs.keep("mapped", counted);
          outputs.keep("states", counted.stateSnapshots());
        });
  }

  @Test
  void chained_states_and_their_join_are_as_without_a_crash() {
    crashAtEveryCall(
        "chained states and a join over files",
        "3s",
        (words, outputs) -> {
          PairDStream<String, Integer> totals = totals(words);
          MapWithStateDStream<String, Integer, Integer, String> changes = counted(totals);
          outputs.keep("changes", changes);
          outputs.keep(
              "joined",
              totals.join(changes.stateSnapshots()).join(ones(words).reduceByKey(Integer::sum)));
        });
  }
}
