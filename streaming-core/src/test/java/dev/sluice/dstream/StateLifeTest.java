package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.function.Function2;
import dev.sluice.function.Function3;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Plan;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long datasets with state, and those behind windows, are remembered. */
class StateLifeTest {
  private static final Function2<List<Long>, Optional<Long>, Optional<Long>> SUM =
      (values, state) ->
          Optional.of(state.orElse(0L) + values.stream().mapToLong(value -> value).sum());

  private static final Function3<Long, Optional<Long>, State<Long>, Long> COUNT =
      (key, value, state) -> {
        state.update(state.getOption().orElse(0L) + 1);
        return state.get();
      };

  private static PairDStream<Long, Long> byRemainder(DStream<Long> numbers) {
    return numbers.mapToPair(number -> new Tuple2<>(number % 3, number));
  }

  private static boolean isRemembered(DStreamLike<?, ?, ?> stream, int batch) {
    return stream.operator().remembered().containsKey(GraphRig.time(batch));
  }

  /** The number of plan nodes below the dataset of a batch, itself included. */
  private static int nodes(DStreamLike<?, ?, ?> stream, int batch) {
    Set<Plan<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Plan<?>> open = new ArrayDeque<>();
    open.add(stream.operator().at(GraphRig.time(batch)).orElseThrow().plan());
    while (!open.isEmpty()) {
      Plan<?> node = open.poll();
      if (seen.add(node)) {
        open.addAll(node.parents());
      }
    }
    return seen.size();
  }

  @Test
  void windows_of_windows_remember_what_the_outer_one_needs() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var mapped = rig.numbers().map(number -> number);
      var inner = mapped.window(Duration.ofSeconds(2), Duration.ofSeconds(1));
      var outer = inner.window(Duration.ofSeconds(4), Duration.ofSeconds(2));
      outer.operator().graph().remember(Duration.ofSeconds(3));
      outer.foreachRDD(rdd -> rdd.count());
      rig.start();

      rig.run(1, 10);

      assertThat(outer.operator().remember()).isEqualTo(Duration.ofSeconds(3));
      assertThat(inner.operator().remember()).isEqualTo(Duration.ofSeconds(7));
      assertThat(mapped.operator().remember()).isEqualTo(Duration.ofSeconds(9));
      assertThat(isRemembered(outer, 10)).isTrue();
      assertThat(isRemembered(outer, 8)).isTrue();
      assertThat(isRemembered(outer, 6)).isFalse();
      assertThat(isRemembered(inner, 10)).isTrue();
      assertThat(isRemembered(inner, 4)).isTrue();
      assertThat(isRemembered(inner, 3)).isFalse();
      assertThat(isRemembered(mapped, 10)).isTrue();
      assertThat(isRemembered(mapped, 2)).isTrue();
      assertThat(isRemembered(mapped, 1)).isFalse();
    }
  }

  @Test
  void state_is_remembered_for_two_checkpoint_intervals_of_the_users_choice() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var states =
          byRemainder(rig.numbers()).updateStateByKey(SUM).checkpoint(Duration.ofSeconds(3));
      states.foreachRDD(rdd -> rdd.count());
      rig.start();

      rig.run(1, 10);

      assertThat(states.operator().remember()).isEqualTo(Duration.ofSeconds(6));
      assertThat(isRemembered(states, 10)).isTrue();
      assertThat(isRemembered(states, 5)).isTrue();
      assertThat(isRemembered(states, 4)).isFalse();
      assertThat(states.compute(GraphRig.time(5)).orElseThrow().collect())
          .containsExactlyInAnyOrder(
              new Tuple2<>(0L, 3L), new Tuple2<>(1L, 5L), new Tuple2<>(2L, 7L));
      assertThatThrownBy(() -> states.compute(GraphRig.time(4)))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("no longer remembered");
    }
  }

  @Test
  void the_checkpoint_interval_is_ten_slides_or_ten_seconds_by_default() {
    try (GraphRig rig = new GraphRig()) {
      var pairs = byRemainder(rig.numbers());
      var mapped = pairs.mapWithState(StateSpec.function(COUNT));
      var slow = pairs.window(Duration.ofSeconds(6), Duration.ofSeconds(3));

      assertThat(mapped.operator().parents().get(0).defaultCheckpointInterval())
          .isEqualTo(Duration.ofSeconds(10));
      assertThat(
              slow.mapWithState(StateSpec.function(COUNT))
                  .operator()
                  .parents()
                  .get(0)
                  .defaultCheckpointInterval())
          .isEqualTo(Duration.ofSeconds(30));
      assertThat(slow.updateStateByKey(SUM).operator().parents().get(0).defaultCheckpointInterval())
          .isEqualTo(Duration.ofSeconds(12));
    }
  }

  @Test
  void lineage_and_blocks_do_not_grow_with_time() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var pairs = byRemainder(rig.numbers());
      var mapped = pairs.mapWithState(StateSpec.function(COUNT));
      var updated = pairs.updateStateByKey(SUM);
      var window =
          pairs.reduceByKeyAndWindow(
              Long::sum, (all, left) -> all - left, Duration.ofSeconds(5), Duration.ofSeconds(1));
      mapped.foreachRDD(rdd -> rdd.count());
      updated.foreachRDD(rdd -> rdd.count());
      window.foreachRDD(rdd -> rdd.count());
      rig.start();

      rig.run(1, 20);
      int blocks = rig.engine().blocks().usage().blocks();
      rig.run(21, 1000);

      assertThat(nodes(mapped, 1000)).isEqualTo(2);
      assertThat(nodes(updated, 1000)).isEqualTo(2);
      assertThat(nodes(window, 1000)).isEqualTo(2);
      assertThat(rig.engine().blocks().usage().blocks()).isEqualTo(blocks);
      assertThat(updated.compute(GraphRig.time(1000)).orElseThrow().values().reduce(Long::sum))
          .isEqualTo(500_500);
    }
  }

  @Test
  void lineage_is_cut_although_batches_always_wait() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var updated = byRemainder(rig.numbers()).updateStateByKey(SUM);
      updated.foreachRDD(rdd -> rdd.count());
      rig.start();
      Deque<List<OutputJob>> waiting = new ArrayDeque<>();

      for (int batch = 1; batch <= 200; batch++) {
        waiting.add(rig.generate(batch));
        if (batch > 3) {
          rig.finish(waiting.remove(), batch - 3);
        }
      }

      assertThat(nodes(updated, 200)).isLessThan(20);
      for (int batch = 198; batch <= 200; batch++) {
        rig.finish(waiting.remove(), batch);
      }
      assertThat(nodes(updated, 200)).isEqualTo(2);
    }
  }

  @Test
  void a_state_that_is_read_once_in_a_while_is_computed_up_to_then() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var updated = byRemainder(rig.numbers()).updateStateByKey(SUM);
      updated
          .window(Duration.ofSeconds(1), Duration.ofSeconds(2_000))
          .foreachRDD(rdd -> assertThat(rdd.count()).isEqualTo(3));
      rig.start();

      rig.run(1, 4000);

      assertThat(nodes(updated, 4000)).isEqualTo(2);
    }
  }

  @Test
  void a_state_that_only_some_batches_read_stays_until_a_later_one_is_computed() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      var updated = byRemainder(rig.numbers()).updateStateByKey(SUM);
      List<Long> sums = new ArrayList<>();
      updated.foreachRDD(
          (rdd, time) -> {
            if (time.milliseconds() % 5_000 == 0) {
              sums.add(rdd.values().reduce(Long::sum));
            }
          });
      rig.start();

      rig.run(1, 15);

      assertThat(sums).containsExactly(15L, 55L, 120L);
    }
  }
}
