package dev.sluice.cli;

import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.util.List;

/** Programs that have run on a manual clock and left a checkpoint directory. */
final class FinishedProgram {
  private static final List<List<String>> WORDS =
      List.of(List.of("a"), List.of("a", "b"), List.of("c", "a", "b"), List.of("d"));

  private FinishedProgram() {}

  /** A program that counts words; not started. */
  static TestStreams wordCount(Path directory) {
    StreamingConf conf =
        new StreamingConf()
            .setAppName("WordCount")
            .set("streaming.checkpoint.interval", "1s")
            .set("streaming.checkpoint.kept", "2");
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1));
    streams.clock().advance(Durations.milliseconds(Commands.NOW.toEpochMilli() - 60_000));
    streams.context().checkpoint(directory.toString());
    return streams;
  }

  static PairDStream<String, Integer> totals(TestStreams streams) {
    return totals(lines(streams));
  }

  private static PairDStream<String, Integer> totals(InputDStream<String> lines) {
    return CheckedPrograms.counts(lines).named("totals");
  }

  private static InputDStream<String> lines(TestStreams streams) {
    InputDStream<String> lines = streams.input(WORDS);
    lines.named("lines");
    return lines;
  }

  /** Three batches that are done. */
  static void run(Path directory) {
    try (TestStreams streams = wordCount(directory)) {
      streams.collect(totals(streams));
      streams.start();
      streams.advance(3);
    }
  }

  /** One more batch after {@link #run}, without the state. */
  static void runWithoutState(Path directory) {
    try (TestStreams streams = wordCount(directory)) {
      streams.clock().advance(Durations.seconds(3));
      streams.collect(lines(streams));
      streams.start();
      streams.advance(1);
    }
  }

  /** Three batches with a second state, which is there every two seconds. */
  static void runWithTwoStates(Path directory) {
    try (TestStreams streams = wordCount(directory)) {
      InputDStream<String> lines = lines(streams);
      streams.collect(totals(lines));
      streams.collect(CheckedPrograms.everyOtherSecond(lines));
      streams.start();
      streams.advance(3);
    }
  }

  /** Three batches, of which the last is done by the first of two outputs only. */
  static void runUntilOutputFails(Path directory) {
    try (TestStreams streams = wordCount(directory)) {
      PairDStream<String, Integer> totals = totals(streams);
      totals.print();
      totals.foreachRDD(
          (rdd, time) -> {
            if (rdd.count() == 3) {
              throw new IllegalStateException("The sink is full");
            }
          });
      streams.start();
      streams.advance(3);
    } catch (StreamingException expected) {
      return;
    }
    throw new AssertionError("The program did not fail");
  }
}
