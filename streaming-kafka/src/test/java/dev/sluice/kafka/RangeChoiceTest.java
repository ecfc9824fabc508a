package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.kafka.client.Bounds;
import dev.sluice.kafka.client.PartitionPlace;
import dev.sluice.time.Durations;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** What a batch reads, without brokers. */
class RangeChoiceTest {
  private static final Uuid OLD = new Uuid(1, 2);
  private static final Uuid NEW = new Uuid(3, 4);
  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);

  private static RangeChoice.Choice choose(
      OutOfRange policy, boolean toLatest, Uuid topicId, Bounds bounds) {
    TreeMap<TopicPartition, PartitionPlace> places =
        new TreeMap<>(Comparator.comparing(TopicPartition::toString));
    places.put(A, new PartitionPlace(topicId, Optional.empty()));
    return choice(policy, toLatest, Map.of())
        .choose(
            List.of(new Planned(OLD, OffsetRange.create(A, 5, 10))),
            places,
            Map.of(A, bounds),
            Long.MAX_VALUE);
  }

  private static RangeChoice choice(
      OutOfRange policy, boolean toLatest, Map<TopicPartition, Long> beginnings) {
    return new RangeChoice(
        policy, toLatest, beginnings, new RateShares(partition -> 0, Durations.seconds(1)));
  }

  private static List<Planned> reads(Uuid topicId, long from, long until) {
    return List.of(new Planned(topicId, OffsetRange.create(A, from, until)));
  }

  @Test
  void a_partition_goes_on_where_the_batch_before_ended() {
    assertThat(choose(OutOfRange.FAIL, true, OLD, new Bounds(0, 15, 15)).ranges())
        .isEqualTo(reads(OLD, 10, 15));
  }

  @Test
  void an_offset_behind_an_open_transaction_is_no_lost_one() {
    assertThat(choose(OutOfRange.FAIL, true, OLD, new Bounds(0, 7, 15)).ranges())
        .isEqualTo(reads(OLD, 10, 10));
  }

  @Test
  void offsets_that_expired_are_lost() {
    Bounds bounds = new Bounds(13, 15, 15);
    assertThatThrownBy(() -> choose(OutOfRange.FAIL, true, OLD, bounds))
        .isInstanceOf(RecordsLostException.class)
        .hasMessageContaining("t-0 from offset 10: 3 offsets are lost");
    assertThat(choose(OutOfRange.SKIP, true, OLD, bounds).ranges()).isEqualTo(reads(OLD, 13, 15));
    assertThat(choose(OutOfRange.RESET, true, OLD, bounds).ranges()).isEqualTo(reads(OLD, 15, 15));
    assertThat(choose(OutOfRange.RESET, false, OLD, bounds).problems()).hasSize(1);
  }

  @Test
  void offsets_that_a_partition_has_no_more_at_its_end_are_lost() {
    Bounds bounds = new Bounds(2, 6, 6);
    assertThatThrownBy(() -> choose(OutOfRange.FAIL, true, OLD, bounds))
        .isInstanceOf(RecordsLostException.class)
        .hasMessageContaining("4 offsets are lost, because the partition ends before them");
    assertThat(choose(OutOfRange.SKIP, true, OLD, bounds).ranges()).isEqualTo(reads(OLD, 6, 6));
    assertThat(choose(OutOfRange.RESET, false, OLD, bounds).ranges()).isEqualTo(reads(OLD, 2, 6));
  }

  @Test
  void a_topic_of_the_same_name_is_another_one() {
    Bounds bounds = new Bounds(0, 20, 20);
    assertThatThrownBy(() -> choose(OutOfRange.FAIL, true, NEW, bounds))
        .isInstanceOf(RecordsLostException.class)
        .hasMessageContaining("deleted and created again")
        .hasMessageContaining(OLD.toString())
        .hasMessageContaining(NEW.toString());
    assertThat(choose(OutOfRange.SKIP, true, NEW, bounds).ranges()).isEqualTo(reads(NEW, 0, 20));
    assertThat(choose(OutOfRange.RESET, true, NEW, bounds).ranges()).isEqualTo(reads(NEW, 20, 20));
  }

  @Test
  void a_topic_without_id_is_the_one_it_was() {
    assertThat(choose(OutOfRange.FAIL, true, Uuid.ZERO_UUID, new Bounds(0, 15, 15)).ranges())
        .isEqualTo(reads(Uuid.ZERO_UUID, 10, 15));
  }

  @Test
  void a_partition_that_comes_later_begins_at_its_first_record_or_where_the_program_said() {
    TreeMap<TopicPartition, PartitionPlace> places =
        new TreeMap<>(Comparator.comparing(TopicPartition::toString));
    places.put(B, new PartitionPlace(OLD, Optional.empty()));
    places.put(A, new PartitionPlace(OLD, Optional.empty()));
    RangeChoice.Choice chosen =
        choice(OutOfRange.FAIL, true, Map.of(B, 4L))
            .choose(
                List.of(),
                places,
                Map.of(A, new Bounds(3, 9, 9), B, new Bounds(3, 9, 9)),
                Long.MAX_VALUE);

    assertThat(chosen.ranges())
        .extracting(Planned::range)
        .containsExactly(OffsetRange.create(A, 3, 9), OffsetRange.create(B, 4, 9));
  }

  @Test
  void the_ledger_gives_back_what_it_got() {
    List<Planned> ranges =
        List.of(
            new Planned(OLD, OffsetRange.create(A, 5, 10)),
            new Planned(NEW, OffsetRange.create("ü", 7, Long.MAX_VALUE - 1, Long.MAX_VALUE)));

    assertThat(Planned.decode(Planned.encode(ranges))).isEqualTo(ranges);
  }

  @Test
  void a_range_must_not_end_before_it_begins() {
    assertThatThrownBy(() -> OffsetRange.create("t", 0, 5, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found offsets from 5 until 4");
  }
}
