package dev.sluice.testkit.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.function.Tuple2;
import dev.sluice.io.Bytes;
import dev.sluice.quarantine.Quarantine;
import dev.sluice.quarantine.QuarantinedRecord;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.CrashingStorage;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the records of a quarantine come back. */
class ReplayTest {
  private static final Duration SECOND = Durations.seconds(1);

  private final TestStreams streams = TestStreams.create(new StreamingConf(), SECOND);
  private final CrashingStorage storage = new CrashingStorage(1);
  private final Quarantine quarantine = Quarantine.of(storage);

  private void run(int batches) {
    try (streams) {
      streams.start();
      streams.advance(batches);
    }
  }

  @Test
  void replay_gives_the_records_as_the_functions_got_them() {
    streams
        .input(List.of(List.of("a=1", "b=x"), List.of("c=y")))
        .mapToPair(line -> new Tuple2<>(line.split("=")[0], line.split("=")[1]))
        .onError(ErrorPolicy.quarantine(storage))
        .mapValues(Integer::parseInt)
        .foreachRDD(rdd -> assertThat(rdd.collect()).isNotNull());
    run(2);

    try (TestStreams again = TestStreams.create(SECOND)) {
      Collected<Tuple2<String, String>> replayed = again.collect(again.context().replay(storage));
      again.start();
      again.advance(3);

      assertThat(replayed.batches())
          .containsExactly(
              List.of(new Tuple2<>("b", "x"), new Tuple2<>("c", "y")), List.of(), List.of());
    }
  }

  @Test
  void replay_takes_some_files_a_batch() throws Exception {
    for (int batch = 1; batch <= 300; batch++) {
      quarantine.add(new Time(batch), List.of(record(batch, new byte[0])));
    }
    quarantine.add(new Time(301), List.of(record(301, new byte[17 << 20])));
    quarantine.add(new Time(302), List.of(record(302, new byte[0])));

    try (TestStreams again = TestStreams.create(SECOND)) {
      Collected<Integer> replayed = again.collect(again.context().replay(storage));
      again.start();
      again.advance(4);

      assertThat(replayed.batches())
          .containsExactly(
              IntStream.rangeClosed(1, 256).boxed().toList(),
              IntStream.rangeClosed(257, 300).boxed().toList(),
              List.of(301),
              List.of(302));
    }
  }

  private static QuarantinedRecord record(int number, byte[] bytes) {
    return new QuarantinedRecord(
        "test",
        new Time(number),
        0,
        0,
        "here",
        Optional.of(Bytes.of(bytes)),
        QuarantinedRecord.Thrown.of(new IllegalStateException()),
        QuarantinedRecord.serialize(number));
  }

  @Test
  void there_must_be_something_to_replay(@TempDir Path directory) {
    Path nowhere = directory.resolve("nowhere");
    streams
        .context()
        .replay(nowhere.toString())
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(1))
        .withMessage(
            "Cannot replay %s: found no quarantined records there, expected some", nowhere);
  }

  @Test
  void what_is_replayed_cannot_be_put_back_into_the_same_place(@TempDir Path directory) {
    streams
        .context()
        .<String>replay(directory.toString())
        .onError(ErrorPolicy.quarantine(directory + "/."))
        .map(Integer::parseInt)
        .named("numbers")
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(1))
        .withMessage(
            "Cannot start the context: map \"numbers\" puts records into the quarantine %s, which"
                + " Replay stream [0] replays, expected another directory",
            directory);
  }

  @Test
  void a_file_that_is_gone_fails_the_replay(@TempDir Path directory) throws Exception {
    Quarantine local = Quarantine.of(directory.toString());
    local.add(new Time(1000), List.of(record(1, new byte[0])));
    streams
        .context()
        .replay(directory.toString())
        .foreachRDD(rdd -> assertThat(rdd.collect()).isEmpty());
    try (streams) {
      streams.start();
      Files.delete(directory.resolve("0000000000000001000.quarantine"));

      assertThatThrownBy(() -> streams.advance(1))
          .hasStackTraceContaining("0000000000000001000.quarantine");
    }
  }
}
