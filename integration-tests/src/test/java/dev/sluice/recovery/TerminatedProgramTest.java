package dev.sluice.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program whose sink is slow or stuck is asked to end, as by {@code kill -TERM}, again and again;
 * {@code -Dsluice.terms} says how often. It ends by the deadline that it is given: this is a test
 * of time, with {@code -Dsluice.room} seconds for the process to end, 3 unless set. On a machine
 * that does nothing else 1 is enough; it prints what was needed.
 */
class TerminatedProgramTest {
  private static final Duration ROOM = Duration.ofSeconds(Long.getLong("sluice.room", 3));

  @TempDir Path directory;
  private Duration longest = Duration.ZERO;

  static Stream<Arguments> sinks() {
    return Stream.of(
        Arguments.of("slow", List.of(SinkPace.SLOW)),
        Arguments.of("stuck", List.of(SinkPace.STUCK)),
        Arguments.of("deaf", List.of(SinkPace.STUCK_DEAF, SinkPace.STUCK_BUSY)));
  }

  @ParameterizedTest
  @MethodSource("sinks")
  @Timeout(value = 30, unit = TimeUnit.MINUTES) // many starts take their time
  void it_ends_by_its_deadline_and_nothing_is_lost_or_doubled(String name, List<SinkPace> paces)
      throws Exception {
    Kills terms = Kills.begin("TerminatedProgramTest, " + name, "sluice.terms", 4);
    Queue<SinkPace> next = new ArrayDeque<>(paces);
    try (MessagesTrial trial = MessagesTrial.begin(directory, Keeping.LOGGED, terms.draw())) {
      terms.run(
          () -> {
            SinkPace pace = next.remove();
            next.add(pace);
            return trial.start(pace);
          },
          this::terminate);
      trial.finish(
          "kill -TERM: sink=%s terms=%d longest exit over deadline=%d ms"
              .formatted(
                  name, terms.number(), longest.minus(MessagesProgram.STOP_TIMEOUT).toMillis()));
    }
  }

  private void terminate(ChildProcess child) throws Exception {
    Duration taken = child.terminate(MessagesProgram.STOP_TIMEOUT.plus(ROOM));
    longest = taken.compareTo(longest) > 0 ? taken : longest;
  }
}
