package dev.sluice.testkit.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.ErrorBudgetException;
import dev.sluice.dstream.ErrorPolicy;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many records may fail. */
class ErrorBudgetTest {
  private final TestStreams streams = TestStreams.create(new StreamingConf(), Durations.seconds(1));

  private <T> List<List<T>> run(DStream<T> stream, int batches) {
    try (streams) {
      Collected<T> collected = streams.collect(stream);
      streams.start();
      streams.advance(batches);
      return collected.batches();
    }
  }

  @Test
  void more_bad_records_than_the_budget_end_the_program() {
    DStream<Integer> numbers =
        streams
            .input(List.of(List.of("x", "y"), List.of("1", "x", "y", "z")), 1)
            .onError(ErrorPolicy.skip().atMost(2))
            .map(Integer::parseInt);
    Collected<Integer> collected = streams.collect(numbers);

    try (streams) {
      streams.start();
      assertThatThrownBy(() -> streams.advance(2))
          .isInstanceOf(StreamingException.class)
          .hasStackTraceContaining(
              "Cannot process batch 2000 ms: too many records failed in map at ErrorBudgetTest.java")
          .hasStackTraceContaining("under the policy skip: found 3, allowed 2 a batch")
          .hasRootCauseInstanceOf(NumberFormatException.class);
    }
    assertThat(collected.batches()).containsExactly(List.of());
  }

  @Test
  void a_budget_holds_for_all_partitions_together() {
    DStream<Integer> numbers =
        streams
            .input(List.of(List.of("x", "y", "1", "z")), 4)
            .onError(ErrorPolicy.skip().atMost(2))
            .map(Integer::parseInt);

    assertThatThrownBy(() -> run(numbers, 1))
        .hasStackTraceContaining(ErrorBudgetException.class.getName())
        .hasStackTraceContaining("found 3, allowed 2");
  }

  @Test
  void a_budget_of_none_fails_at_the_first() {
    DStream<String> lines =
        streams.input(List.of(List.of("x"))).onError(ErrorPolicy.skip().atMost(0));

    assertThatThrownBy(() -> run(lines.map(Integer::parseInt), 1))
        .hasStackTraceContaining("found 1, allowed 0");
  }

  @Test
  void a_budget_needs_a_policy_that_leaves_records_out() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ErrorPolicy.fail().atMost(1))
        .withMessageContaining("under the policy fail");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ErrorPolicy.skip().atMost(-1))
        .withMessageContaining("Cannot allow -1 failed records");
  }
}
