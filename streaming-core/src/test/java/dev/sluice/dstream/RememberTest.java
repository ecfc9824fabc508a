package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.function.Tuple2;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.Broadcast;
import dev.sluice.rdd.PartitionFunction;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.PlanRunner;
import dev.sluice.rdd.RddContext;
import dev.sluice.source.ConstantSource;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How long datasets are remembered: the numbers of the reference, ten batches of one second. */
class RememberTest {
  private static final Duration ONE = Durations.seconds(1);
  private static final Duration TWO = Durations.seconds(2);

  private final DStreamGraph graph =
      new DStreamGraph("test", new RddContext(new NoJobs()), ONE, true, false);
  private final InputDStream<Integer> input =
      graph.addSource(new ConstantSource<>(graph.rdds().<Integer>emptyRDD()));

  @Test
  void a_window_makes_its_parent_remember_longer() {
    DStream<Integer> mapped = input.map(n -> n);
    DStream<Integer> inner = mapped.window(TWO, ONE);
    DStream<Integer> outer = inner.window(Durations.seconds(4), TWO);
    outer.foreachRDD(rdd -> {});
    graph.remember(Durations.seconds(3));

    run(10);

    assertThat(outer.operator().remember()).isEqualTo(Durations.seconds(3));
    assertThat(inner.operator().remember()).isEqualTo(Durations.seconds(7));
    assertThat(mapped.operator().remember()).isEqualTo(Durations.seconds(9));
    assertRemembered(outer, List.of(10, 8), 6);
    assertRemembered(inner, List.of(10, 4), 3);
    assertRemembered(mapped, List.of(10, 2), 1);
  }

  @Test
  void without_windows_one_batch_is_remembered() {
    DStream<Integer> mapped = input.map(n -> n);
    mapped.foreachRDD(rdd -> {});

    run(10);

    assertRemembered(mapped, List.of(10), 9);
  }

  @Test
  void a_state_with_a_checkpoint_interval_is_remembered_for_two_of_them() {
    PairDStream<Integer, Integer> states =
        input
            .mapToPair(n -> new Tuple2<>(n, n))
            .<Integer>updateStateByKey((values, state) -> state)
            .checkpoint(Durations.seconds(3));
    states.foreachRDD(rdd -> {});

    run(10);

    assertThat(states.operator().remember()).isEqualTo(Durations.seconds(6));
    assertRemembered(states, List.of(10, 5), 4);
  }

  @Test
  void the_remember_duration_is_set_once() {
    graph.remember(TWO);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> graph.remember(ONE))
        .withMessageContaining("it is set to 2000 ms already");
  }

  private void run(int batches) {
    BatchInput nothing = BatchInput.nothing(input.streamId());
    graph.start(
        new Time(0), new Time(0), (after, upTo, id) -> new TreeMap<>(Map.of(upTo, nothing)));
    for (int batch = 1; batch <= batches; batch++) {
      graph.generateJobs(seconds(batch));
      graph.forget(seconds(batch));
    }
  }

  private static void assertRemembered(
      DStreamLike<?, ?, ?> stream, List<Integer> remembered, int forgotten) {
    assertThat(remembered)
        .allSatisfy(time -> assertThat(stream.operator().remembered()).containsKey(seconds(time)));
    assertThat(stream.operator().remembered()).doesNotContainKey(seconds(forgotten));
  }

  private static Time seconds(int seconds) {
    return new Time(1_000L * seconds);
  }

  /** Runs nothing: only graphs are looked at. */
  private static final class NoJobs implements PlanRunner {
    @Override
    public int defaultParallelism() {
      return 2;
    }

    @Override
    public <T, R> List<R> run(
        Plan<T> plan, List<Integer> partitions, PartitionFunction<T, R> function) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unpersist(long planId) {}

    @Override
    public <T> Broadcast<T> broadcast(T value) {
      throw new UnsupportedOperationException();
    }
  }
}
