package dev.sluice.kafka.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WrittenBatchesTest {
  private static final long BEGIN = 1_790_000_000_000L;

  @Test
  void it_knows_what_was_added_also_out_of_order() {
    WrittenBatches batches =
        WrittenBatches.NONE
            .with(BEGIN + 2000, 4, Long.MIN_VALUE)
            .with(BEGIN, 4, Long.MIN_VALUE)
            .with(BEGIN + 3000, 8, Long.MIN_VALUE);
    WrittenBatches parsed = WrittenBatches.parse(batches.toText());

    assertThat(parsed.partitionsOf(BEGIN)).hasValue(4);
    assertThat(parsed.partitionsOf(BEGIN + 1000)).isEmpty();
    assertThat(parsed.partitionsOf(BEGIN + 2000)).hasValue(4);
    assertThat(parsed.partitionsOf(BEGIN + 3000)).hasValue(8);
    assertThat(parsed.hasForgotten(BEGIN - 1000)).isFalse();
  }

  @Test
  void batches_that_are_over_are_dropped() {
    WrittenBatches batches =
        WrittenBatches.NONE.with(BEGIN, 1, Long.MIN_VALUE).with(BEGIN + 1000, 1, BEGIN);

    assertThat(batches.partitionsOf(BEGIN)).isEmpty();
    assertThat(batches.partitionsOf(BEGIN + 1000)).hasValue(1);
  }

  @Test
  void a_steady_stream_needs_no_more_room_with_time() {
    WrittenBatches batches = WrittenBatches.NONE;
    for (int i = 0; i < 10_000; i++) {
      batches = batches.with(BEGIN + i * 10L, 8, Long.MIN_VALUE);
    }

    assertThat(batches.toText()).hasSizeLessThan(60);
  }

  @Test
  void any_times_come_back_from_the_text() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      TreeMap<Long, Integer> expected = new TreeMap<>();
      WrittenBatches batches = WrittenBatches.NONE;
      for (int i = random.nextInt(40); i > 0; i--) {
        long time = BEGIN + random.nextInt(60) * 500L;
        int partitions = 1 + random.nextInt(2);
        expected.put(time, partitions);
        batches = batches.with(time, partitions, Long.MIN_VALUE);
      }
      WrittenBatches parsed = WrittenBatches.parse(batches.toText());
      for (int i = 0; i < 60; i++) {
        Integer partitions = expected.get(BEGIN + i * 500L);
        assertThat(parsed.partitionsOf(BEGIN + i * 500L).orElse(0))
            .isEqualTo(partitions == null ? 0 : partitions);
      }
    }
  }

  @Test
  void what_there_is_no_room_for_is_known_to_be_forgotten() {
    Random random = new Random(7);
    WrittenBatches batches = WrittenBatches.NONE;
    long time = BEGIN;
    for (int i = 0; i < 3000; i++) {
      time += 1 + random.nextInt(100_000);
      batches = batches.with(time, 8, Long.MIN_VALUE);
    }
    WrittenBatches parsed = WrittenBatches.parse(batches.toText());

    assertThat(batches.toText()).hasSizeLessThanOrEqualTo(WrittenBatches.MOST_CHARACTERS);
    assertThat(parsed.partitionsOf(time)).hasValue(8);
    assertThat(parsed.hasForgotten(time)).isFalse();
    assertThat(parsed.hasForgotten(BEGIN + 1)).isTrue();
    assertThat(parsed.hasForgotten(time + 1)).isFalse();
  }

  @Test
  void another_text_is_refused() {
    assertThatThrownBy(() -> WrittenBatches.parse("hello"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected version 1");
  }
}
