package dev.sluice.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedTest {
  private static final String[] RECORDS = {"a", "b", "c", "d"};

  @Test
  void nothing_is_handed_out_before_it_is_released() {
    Feed feed = new Feed(RECORDS, 1);

    assertThat(feed.next(0)).isNull();
    feed.release(1);
    assertThat(feed.next(0)).isEqualTo("a");
    assertThat(feed.next(0)).isNull();
  }

  @Test
  void each_lane_cycles_through_its_half() {
    Feed feed = new Feed(RECORDS, 2);
    feed.release(6);

    assertThat(all(feed, 0)).containsExactly("a", "b", "a");
    assertThat(all(feed, 1)).containsExactly("c", "d", "c");
  }

  @Test
  void a_chunk_ends_where_the_cycle_ends() {
    Feed feed = new Feed(RECORDS, 1);
    feed.release(8);
    feed.nextChunk(0, 3);

    assertThat(feed.nextChunk(0, 3)).containsExactly("d");
    assertThat(feed.nextChunk(0, 3)).containsExactly("a", "b", "c");
  }

  @Test
  void a_range_goes_on_over_the_end_of_the_cycle() {
    Feed feed = new Feed(RECORDS, 1);
    feed.release(6);

    assertThat(feed.nextRange(10)).isEqualTo(new Range(0, 6));
    assertThat(feed.record(5)).isEqualTo("b");
    assertThat(feed.nextRange(10)).isNull();
  }

  @Test
  void no_more_is_in_flight_than_the_limit() {
    Feed feed = new Feed(RECORDS, 1);
    feed.limitInFlight(2);
    feed.release(8);

    assertThat(all(feed, 0)).hasSize(2);
    feed.acknowledge(1);
    assertThat(all(feed, 0)).hasSize(1);
  }

  private static List<String> all(Feed feed, int lane) {
    List<String> records = new ArrayList<>();
    String record = feed.next(lane);
    while (record != null) {
      records.add(record);
      record = feed.next(lane);
    }
    return records;
  }
}
