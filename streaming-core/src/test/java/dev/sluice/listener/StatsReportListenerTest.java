package dev.sluice.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatsReportListenerTest {

  private final List<String> reports = new ArrayList<>();

  @Test
  void the_spread_of_total_delay_and_processing_time_is_reported_after_each_batch() {
    StatsReportListener listener = new StatsReportListener(2, reports::add);

    complete(listener, 1000, 1010, 1030);
    complete(listener, 2000, 2000, 2004);

    assertThat(reports)
        .containsExactly(
            "Total delay of the last 1 batches: min 30 ms, 25 % 30 ms, 50 % 30 ms, 75 % 30 ms,"
                + " 90 % 30 ms, max 30 ms",
            "Processing time of the last 1 batches: min 20 ms, 25 % 20 ms, 50 % 20 ms,"
                + " 75 % 20 ms, 90 % 20 ms, max 20 ms",
            "Total delay of the last 2 batches: min 4 ms, 25 % 4 ms, 50 % 4 ms, 75 % 30 ms,"
                + " 90 % 30 ms, max 30 ms",
            "Processing time of the last 2 batches: min 4 ms, 25 % 4 ms, 50 % 4 ms,"
                + " 75 % 20 ms, 90 % 20 ms, max 20 ms");
  }

  @Test
  void only_the_latest_batches_count() {
    StatsReportListener listener = new StatsReportListener(1, reports::add);

    complete(listener, 0, 0, 500);
    reports.clear();
    complete(listener, 0, 0, 7);

    assertThat(reports)
        .hasSize(2)
        .allSatisfy(report -> assertThat(report).contains("min 7 ms").contains("max 7 ms"));
  }

  @Test
  void a_batch_without_an_end_is_not_reported() {
    StatsReportListener listener = new StatsReportListener(1, reports::add);
    BatchInfo endless =
        new BatchInfo(
            new Time(0), Map.of(), 0, OptionalLong.empty(), OptionalLong.empty(), Map.of());

    listener.onBatchCompleted(new StreamingEvent.BatchCompleted(endless));

    assertThat(reports).isEmpty();
  }

  @Test
  void a_percentile_is_the_least_duration_that_so_many_do_not_exceed() {
    List<Duration> durations =
        IntStream.rangeClosed(1, 20).map(i -> 21 - i).mapToObj(Duration::ofMillis).toList();

    assertThat(Distribution.of(durations))
        .isEqualTo(
            new Distribution(
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(15),
                Duration.ofMillis(18),
                Duration.ofMillis(20)));
  }

  @Test
  void it_logs_by_default() {
    assertThatCode(() -> complete(new StatsReportListener(), 1, 2, 3)).doesNotThrowAnyException();
  }

  @Test
  void it_needs_a_batch_to_look_at() {
    assertThatThrownBy(() -> new StatsReportListener(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot report statistics: no batches to look at, found 0, expected at least 1");
  }

  private static void complete(StreamingListener listener, long submitted, long start, long end) {
    listener.onBatchCompleted(
        new StreamingEvent.BatchCompleted(Events.batch(submitted, start, end)));
  }
}
