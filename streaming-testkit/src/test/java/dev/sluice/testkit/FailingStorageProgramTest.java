package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.Tuple2;
import dev.sluice.io.StoredInput;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs whose storage is damaged, full or read-only, and that go on afterwards. */
class FailingStorageProgramTest {
  private static final int BATCHES = 12;
  private static final int KEYS = 4;
  private static final List<List<Integer>> NUMBERS =
      IntStream.rangeClosed(1, BATCHES).mapToObj(n -> List.of(n, 3 * n, 7 * n)).toList();

  private Map<String, NavigableMap<Time, Map<Object, Integer>>> expected;

  @BeforeEach
  void runWithoutFailure() throws Exception {
    expected = new Run(new CrashingStorage(1)).to(BATCHES).outputs.all();
  }

  /** A program that runs some batches at a time. Confined to the test's thread. */
  private static final class Run {
    private final CrashingStorage storage;
    private final BatchOutputs outputs = new BatchOutputs();
    private int batch;

    Run(CrashingStorage storage) {
      this.storage = storage;
    }

    /** Starts the program, runs it up to a batch, and ends it. */
    Run to(int last) {
      StreamingConf conf =
          new StreamingConf()
              .set("streaming.checkpoint.interval", "2s")
              .set("streaming.checkpoint.kept", "2");
      Time now = new Time(Durations.seconds(batch).toMillis());
      try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1), now)) {
        streams.context().checkpoint(storage);
        define(streams);
        streams.start();
        streams.advance(0);
        while (batch < last) {
          batch++;
          streams.advance(1);
        }
      }
      return this;
    }

    private void define(TestStreams streams) {
      var pairs = streams.input(NUMBERS).mapToPair(n -> new Tuple2<>(n % KEYS, n));
      outputs.keep(
          "totals",
          pairs.<Integer>updateStateByKey(
              (values, total) ->
                  Optional.of(total.orElse(0) + values.stream().mapToInt(value -> value).sum())));
      outputs.keep(
          "window",
          pairs.reduceByKeyAndWindow(
              Integer::sum,
              (all, left) -> all - left,
              Durations.seconds(3),
              Durations.seconds(1),
              2,
              pair -> pair._2() > 0));
    }
  }

  private static void damage(CrashingStorage storage, String name, SplittableRandom random)
      throws IOException {
    byte[] bytes;
    try (StoredInput input = storage.open(name);
        InputStream stream = input.stream(0)) {
      bytes = stream.readAllBytes();
    }
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    storage.write(name, out -> out.write(bytes));
  }

  @Test
  void the_checkpoint_before_counts_when_the_newest_is_damaged() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    for (int stop = 5; stop < BATCHES; stop++) {
      CrashingStorage storage = new CrashingStorage(stop);
      Run run = new Run(storage).to(stop);
      List<String> checkpoints = storage.list("checkpoint");
      assertThat(checkpoints).hasSize(2);
      damage(storage, checkpoints.get(1), random);

      run.to(stop + 1).to(BATCHES);

      assertThat(run.outputs.all()).as("stopped after " + stop).isEqualTo(expected);
    }
  }

  @Test
  void a_start_fails_when_all_checkpoints_are_damaged() throws Exception {
    CrashingStorage storage = new CrashingStorage(1);
    Run run = new Run(storage).to(6);
    for (String name : storage.list("checkpoint")) {
      damage(storage, name, new SplittableRandom(6));
    }

    assertThatThrownBy(() -> run.to(7))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot start the context: Cannot recover: none of 2 checkpoints");
  }

  @Test
  void a_full_storage_ends_the_program_and_nothing_is_lost_once_there_is_space() {
    int failed = 0;
    for (int free = 0; free < 6_000; free += 300) {
      CrashingStorage storage = new CrashingStorage(free);
      Run run = new Run(storage).to(3);
      storage.fullAfter(free);
      try {
        run.to(BATCHES);
      } catch (StreamingException | IllegalStateException failure) {
        assertThat(failure).hasStackTraceContaining("no space left on device");
        failed++;
      }
      storage.fullAfter(Long.MAX_VALUE);

      run.to(BATCHES);

      assertThat(run.outputs.all()).as("with " + free + " bytes free").isEqualTo(expected);
    }
    assertThat(failed).isGreaterThan(2);
  }

  @Test
  void a_storage_that_becomes_read_only_ends_the_program_and_nothing_is_lost() {
    for (int last = 1; last < BATCHES; last++) {
      CrashingStorage storage = new CrashingStorage(last);
      Run run = new Run(storage).to(last);
      storage.makeReadOnly();
      assertThatThrownBy(() -> run.to(BATCHES)).hasStackTraceContaining("read-only file system");
      storage.makeWritable();

      run.to(BATCHES);

      assertThat(run.outputs.all()).as("after batch " + last).isEqualTo(expected);
    }
  }

  @Test
  void a_storage_that_becomes_read_only_while_the_program_runs_fails_it() throws Exception {
    CrashingStorage storage = new CrashingStorage(3);
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      streams.context().checkpoint(storage);
      new Run(storage).define(streams);
      streams.start();
      streams.advance(2);
      storage.makeReadOnly();

      assertThatThrownBy(() -> streams.advance(1)).isInstanceOf(StreamingException.class);

      assertThatThrownBy(() -> streams.context().awaitTermination())
          .isInstanceOf(StreamingException.class)
          .hasMessageContaining("Cannot write the ledger")
          .hasStackTraceContaining("read-only file system");
    }
  }
}
