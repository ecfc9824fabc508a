package dev.sluice.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What appears on the console. */
@ResourceLock(Resources.SYSTEM_OUT)
class PrintTest {
  private static final String RULE = "-".repeat(43) + "\n";

  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @BeforeEach
  void redirect() {
    System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(before);
  }

  @Test
  void print_shows_ten_records_under_the_batch_time() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      streams.input(List.of(IntStream.rangeClosed(1, 11).boxed().toList())).print();
      streams.start();
      streams.advance(2);
    }

    assertThat(console.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            RULE
                + "Time: 1000 ms\n"
                + RULE
                + "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n...\n\n"
                + RULE
                + "Time: 2000 ms\n"
                + RULE
                + "\n");
  }

  @Test
  void print_shows_as_many_records_as_asked_for() {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      var input = streams.input(List.of(List.of("a", "b")));
      input.print(2);
      assertThatIllegalArgumentException().isThrownBy(() -> input.print(-1));
      streams.start();
      streams.advance(1);
    }

    assertThat(console.toString(StandardCharsets.UTF_8))
        .isEqualTo(RULE + "Time: 1000 ms\n" + RULE + "a\nb\n\n");
  }
}
