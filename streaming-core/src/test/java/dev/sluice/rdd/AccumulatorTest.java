package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What tasks add counts once for each task that succeeds. */
@ParameterizedClass
@EnumSource(RecordingRunner.Place.class)
class AccumulatorTest {
  private static final int PARTITIONS = 4;
  private final RecordingRunner runner;
  private final RddContext context;
  private final RDD<Integer> numbers;

  AccumulatorTest(RecordingRunner.Place place) {
    runner = RecordingRunner.at(place, 2);
    context = new RddContext(runner);
    numbers = context.parallelize(IntStream.rangeClosed(1, 10).boxed().toList(), PARTITIONS);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  @Test
  void tasks_add_to_sums_and_lists() {
    LongAccumulator sum = context.longAccumulator("sum");
    DoubleAccumulator halves = context.doubleAccumulator();
    CollectionAccumulator<Integer> seen = context.collectionAccumulator();

    numbers.foreach(
        n -> {
          sum.add(n);
          halves.add(n / 2.0);
          seen.add(n);
        });

    assertThat(sum.value()).isEqualTo(55);
    assertThat(sum.count()).isEqualTo(10);
    assertThat(sum.avg()).isEqualTo(5.5);
    assertThat(sum.name()).isEqualTo("sum");
    assertThat(halves.sum()).isEqualTo(27.5);
    assertThat(halves.avg()).isEqualTo(2.75);
    assertThat(seen.value()).containsExactlyInAnyOrderElementsOf(numbers.collect());
  }

  @Test
  void an_attempt_that_fails_adds_nothing() {
    LongAccumulator added = context.longAccumulator();

    context.runJob(
        numbers,
        (task, records) -> {
          records.forEach(added::add);
          if (task.attempt() == 0) {
            throw new IllegalStateException("first attempts fail");
          }
          return true;
        });

    assertThat(added.value()).isEqualTo(55);
    assertThat(added.count()).isEqualTo(10);
  }

  @Test
  void the_driver_adds_at_once() {
    LongAccumulator sum = context.longAccumulator();
    assertThat(sum.isZero()).isTrue();

    sum.add(3L);
    assertThat(sum.value()).isEqualTo(3);

    sum.reset();
    assertThat(sum.isZero()).isTrue();
    assertThat(sum.avg()).isNaN();
  }

  @Test
  void a_null_element_is_an_element() {
    CollectionAccumulator<String> seen = context.collectionAccumulator();

    seen.add(null);

    assertThat(seen.value()).containsExactly((String) null);
  }

  @Test
  void scopes_nest_and_end_in_order() {
    LongAccumulator sum = context.longAccumulator();
    TaskScope outer = TaskScope.begin();
    sum.add(1);
    TaskScope inner = TaskScope.begin();
    sum.add(10);

    assertThatIllegalStateException().isThrownBy(outer::commit);
    inner.commit();
    sum.add(100);
    outer.discard();

    assertThat(sum.value()).isEqualTo(10);
    assertThatIllegalStateException().isThrownBy(inner::commit);
  }

  @Test
  void partial_jobs_run_the_partitions_asked_for() {
    List<Integer> ran = context.runJob(numbers, (task, records) -> task.partition(), List.of(2, 0));

    assertThat(ran).containsExactly(2, 0);
  }
}
