package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import dev.sluice.rdd.HashPartitioner;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Shuffle;
import dev.sluice.rdd.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShuffleTest {
  private final LocalEngine engine = Plans.engine(2, 2);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void keys_come_in_the_order_in_which_they_are_first_seen() {
    Source<Tuple2<String, Integer>> words =
        Plans.source(
            List.of(pair("hello", 1), pair("world", 1)),
            List.of(pair("hello", 1), pair("moon", 1), pair("world", 1)));
    assertThat(Plans.partitions(engine, Plans.sums(words, 2)))
        .containsExactly(List.of(pair("hello", 2), pair("world", 2)), List.of(pair("moon", 1)));

    Source<Tuple2<String, Integer>> states =
        Plans.source(List.of(pair("new york", 3), pair("california", 1)));
    assertThat(Plans.collect(engine, Plans.sums(states, 2)))
        .containsExactly(pair("california", 1), pair("new york", 3));
  }

  @Test
  void values_of_a_group_come_in_the_order_of_arrival() {
    Combiner<Integer, List<Integer>> group =
        new Combiner<>(
            first -> new ArrayList<>(List.of(first)),
            ShuffleTest::append,
            (left, right) -> {
              left.addAll(right);
              return left;
            },
            false);
    Shuffle<String, Integer, List<Integer>> groups =
        new Shuffle<>(
            Plans.source(List.of(pair("a", 1), pair("b", 2)), List.of(pair("a", 3), pair("a", 4))),
            new HashPartitioner(1),
            group,
            null);
    List<Tuple2<String, List<Integer>>> expected =
        List.of(new Tuple2<>("a", List.of(1, 3, 4)), new Tuple2<>("b", List.of(2)));
    assertThat(Plans.collect(engine, groups)).isEqualTo(expected);
    assertThat(Plans.collect(engine, groups)).as("read again").isEqualTo(expected);
  }

  @Test
  void without_a_combiner_records_pass_as_they_are_and_a_key_order_sorts_stably() {
    Source<Tuple2<String, Integer>> pairs =
        Plans.source(
            List.of(pair("b", 1), pair("a", 1)), List.of(), List.of(pair("b", 0), pair("a", 0)));
    HashPartitioner one = new HashPartitioner(1);
    Plan<Tuple2<String, Integer>> plain = new Shuffle<>(pairs, one, null, null);
    Plan<Tuple2<String, Integer>> sorted =
        new Shuffle<>(pairs, one, null, Comparator.<String>naturalOrder());
    assertThat(Plans.collect(engine, plain))
        .containsExactly(pair("b", 1), pair("a", 1), pair("b", 0), pair("a", 0));
    assertThat(Plans.collect(engine, sorted))
        .containsExactly(pair("a", 1), pair("a", 0), pair("b", 1), pair("b", 0));
  }

  @Test
  void a_shuffle_is_computed_once_and_read_by_many_jobs() {
    AtomicInteger reads = new AtomicInteger();
    Plan<Tuple2<String, Integer>> counted =
        Plans.map(
            Plans.source(List.of(pair("a", 1)), List.of(pair("a", 2))),
            record -> {
              reads.incrementAndGet();
              return record;
            });
    Shuffle<String, Integer, Integer> sums = Plans.sums(counted, 2);
    List<Tuple2<String, Integer>> first = Plans.collect(engine, sums);
    List<Tuple2<String, Integer>> again = Plans.collect(engine, Plans.map(sums, record -> record));
    assertThat(first).containsExactly(pair("a", 3)).isEqualTo(again);
    assertThat(first.get(0)).isSameAs(again.get(0));
    assertThat(reads).hasValue(2);
  }

  @Test
  void a_shuffle_of_nothing_yields_empty_partitions() {
    assertThat(Plans.partitions(engine, Plans.sums(Plans.<Tuple2<String, Integer>>source(), 2)))
        .containsExactly(List.of(), List.of());
  }

  @Test
  void merging_that_failed_begins_anew_with_fresh_values() {
    AtomicInteger merges = new AtomicInteger();
    Combiner<Integer, List<Integer>> failing =
        new Combiner<>(
            first -> new ArrayList<>(List.of(first)),
            ShuffleTest::append,
            (left, right) -> {
              left.addAll(right);
              if (merges.incrementAndGet() == 1) {
                throw new IOException("once");
              }
              return left;
            },
            true);
    Shuffle<String, Integer, List<Integer>> lists =
        new Shuffle<>(
            Plans.source(List.of(pair("a", 1)), List.of(pair("a", 2))),
            new HashPartitioner(1),
            failing,
            null);
    assertThat(Plans.collect(engine, lists)).isEqualTo(List.of(new Tuple2<>("a", List.of(1, 2))));
  }

  @Test
  void a_failed_map_stage_is_computed_again_by_the_next_job() {
    AtomicInteger calls = new AtomicInteger();
    Plan<Tuple2<String, Integer>> failing =
        Plans.map(
            Plans.source(List.of(pair("a", 1))),
            record -> {
              if (calls.incrementAndGet() <= 2) {
                throw new IOException("not yet");
              }
              return record;
            });
    Shuffle<String, Integer, Integer> sums = Plans.sums(failing, 1);
    assertThatExceptionOfType(JobException.class)
        .isThrownBy(() -> Plans.collect(engine, sums))
        .withMessageContaining("partition 0 of the map stage of shuffle " + sums.id())
        .withMessageContaining("in attempt 2 of 2")
        .withCauseExactlyInstanceOf(IOException.class);
    assertThat(Plans.collect(engine, sums)).containsExactly(pair("a", 1));
  }

  private static Tuple2<String, Integer> pair(String key, int value) {
    return new Tuple2<>(key, value);
  }

  private static List<Integer> append(List<Integer> list, Integer value) {
    list.add(value);
    return list;
  }
}
