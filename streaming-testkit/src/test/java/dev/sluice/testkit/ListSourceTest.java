package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ListSourceTest {
  private static final List<List<String>> LISTS =
      List.of(List.of("1"), List.of("2", "2"), List.of("3", "3", "3"), List.of());

  private final NavigableMap<Time, BatchInput> recorded = new TreeMap<>();

  private static ListSource<String> source(int seconds) {
    return new ListSource<>(LISTS, 1, Duration.ofSeconds(seconds));
  }

  /** The number of records, which tells the lists apart. */
  private long planned(ListSource<String> source, long seconds) {
    BatchInput input = source.plan(new Time(seconds * 1_000), 0);
    recorded.put(new Time(seconds * 1_000), input);
    return input.records();
  }

  @Test
  void missed_batches_get_the_next_lists_after_a_restart() {
    ListSource<String> first = source(1);
    Bytes origin = first.start(new Time(10_000));
    assertThat(planned(first, 11)).isEqualTo(1);

    ListSource<String> second = source(1);
    second.resume(origin, recorded);

    assertThat(planned(second, 12)).isEqualTo(2);
    assertThat(planned(second, 13)).isEqualTo(3);
    assertThat(planned(second, 14)).isZero();
  }

  @Test
  void a_restart_before_the_first_batch_begins_with_the_first_list() {
    Bytes origin = source(1).start(new Time(10_000));

    ListSource<String> second = source(1);
    second.resume(origin, recorded);

    assertThat(planned(second, 11)).isEqualTo(1);
    assertThat(planned(second, 12)).isEqualTo(2);
  }

  @Test
  void a_restart_at_another_interval_leaves_out_and_repeats_no_list() {
    ListSource<String> first = source(1);
    Bytes origin = first.start(new Time(0));
    assertThat(planned(first, 1)).isEqualTo(1);

    ListSource<String> second = source(2);
    second.resume(origin, recorded);

    assertThat(planned(second, 2)).isEqualTo(2);
    assertThat(planned(second, 4)).isEqualTo(3);
  }
}
