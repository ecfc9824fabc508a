package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.streaming.TrialReceiver.Kind;
import dev.sluice.testkit.CrashingStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the report says of an input or output at the start is what is seen when the driver is lost
 * at any call of its storage: whether records are lost, and whether some count twice. The system
 * property {@code sluice.seed} is for another run.
 */
class GuaranteesTest {
  /** Log and driver have threads of their own, so that a round may miss what a crash can do. */
  private static final int ROUNDS = 20;

  @TempDir static Path directory;

  /** Makes one side of a program, anew for each crash. */
  private interface Making<T> {
    T make() throws IOException;
  }

  /** A line of the report and the program that it is of. */
  private record Promise(
      String line, StreamingConf conf, Making<TrialInput> input, Making<TrialOutput> output) {
    Trial trial(Trial.Observed observed) {
      try {
        return new Trial(conf, input.make(), output.make(), observed);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return line;
    }
  }

  private static Path newDirectory() throws IOException {
    return Files.createTempDirectory(directory, "trial");
  }

  private static Promise input(String line, StreamingConf conf, Making<TrialInput> input) {
    return new Promise("input " + line, conf, input, TrialOutput::lastOfEachBatch);
  }

  private static Promise output(String line, Making<TrialOutput> output) {
    return new Promise("output 0 " + line, plain(), TrialInput::lists, output);
  }

  private static StreamingConf plain() {
    return new StreamingConf().set("streaming.checkpoint.interval", "2s");
  }

  private static StreamingConf logged() {
    return plain().set("streaming.receiver.writeAheadLog.enable", "true");
  }

  private static StreamingConf processed() {
    return plain().set("streaming.receiver.ackAfter", "processed");
  }

  static Stream<Promise> promises() {
    return Stream.of(
        input("File", plain(), () -> TrialInput.files(newDirectory())),
        input("List", plain(), TrialInput::lists),
        input("Pluggable", plain(), () -> new TrialReceiver(Kind.RELIABLE)),
        input("Pluggable", logged(), () -> new TrialReceiver(Kind.RELIABLE)),
        input("Pluggable", processed(), () -> new TrialReceiver(Kind.RELIABLE)),
        input("Pluggable", plain(), () -> new TrialReceiver(Kind.IDENTIFYING)),
        input("Pluggable", logged(), () -> new TrialReceiver(Kind.IDENTIFYING)),
        input("Pluggable", processed(), () -> new TrialReceiver(Kind.IDENTIFYING)),
        input("Pluggable", plain(), () -> new TrialReceiver(Kind.PLAIN)),
        input("Pluggable", logged(), () -> new TrialReceiver(Kind.PLAIN)),
        output("foreachRDD", TrialOutput::eachCall),
        output("saveAsTextFiles", () -> TrialOutput.textFiles(newDirectory())),
        output("saveTo", TrialOutput::transactions));
  }

  @ParameterizedTest
  @MethodSource("promises")
  void a_promise_is_what_is_seen_when_the_driver_is_lost(Promise promise) {
    Trial.Observed observed = new Trial.Observed();
    long seed = Long.getLong("sluice.seed", 1);
    int crashes = 0;
    int rounds = 0;
    String line;
    do {
      crashes += CrashingStorage.atEveryCall(seed + rounds++, () -> promise.trial(observed));
      line = line(promise, observed);
    } while (rounds < ROUNDS && !asPromised(line, observed));

    System.out.printf(
        "seed %d, %d rounds, %d crashes, lost %b, doubled %b: %s%n",
        seed, rounds, crashes, observed.lost(), observed.doubled(), line);
    assertThat(line.contains("lost")).as("lost: %s", line).isEqualTo(observed.lost());
    if (!observed.lost()) {
      assertThat(line).contains(observed.doubled() ? "at least once" : " once");
      assertThat(line.contains("at least once")).as(line).isEqualTo(observed.doubled());
    }
  }

  private static String line(Promise promise, Trial.Observed observed) {
    List<String> lines = observed.report().lines().map(String::strip).toList();
    return lines.stream().filter(l -> l.startsWith(promise.line())).findFirst().orElse("");
  }

  /** Whether everything that the report admits was seen: what crashes leave is up to chance. */
  private static boolean asPromised(String line, Trial.Observed observed) {
    return (!line.contains("lost") || observed.lost())
        && (!line.contains("at least once") || observed.doubled());
  }
}
