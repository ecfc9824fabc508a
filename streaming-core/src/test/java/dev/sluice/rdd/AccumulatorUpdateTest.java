package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.KryoSerializer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What tasks add in other processes. */
class AccumulatorUpdateTest {
  private final KryoSerializer serializer = new KryoSerializer();

  /** As it arrives in the process of the accumulators. */
  private AccumulatorUpdate travel(AccumulatorUpdate update) {
    return serializer.read(ByteBuffer.wrap(serializer.write(update)));
  }

  /** Gathers a set. */
  private record Gathered() implements MergingAccumulator.Fold<String, Set<String>> {
    @Override
    public Set<String> zero() {
      return new TreeSet<>();
    }

    @Override
    public Set<String> add(Set<String> folded, String amount) {
      folded.add(amount);
      return folded;
    }

    @Override
    public Set<String> combine(Set<String> folded, Set<String> other) {
      folded.addAll(other);
      return folded;
    }
  }

  @Test
  void updates_count_when_they_are_applied_and_not_before() {
    LongAccumulator sum = new LongAccumulator("sum");
    CollectionAccumulator<String> seen = new CollectionAccumulator<>("seen");
    AccumulatorUpdate.expect(sum);
    AccumulatorUpdate.expect(seen);
    TaskScope scope = TaskScope.begin();
    sum.add(3);
    sum.add(4);
    seen.add("a");

    List<AccumulatorUpdate> updates = scope.take(true);

    assertThat(sum.isZero()).isTrue();
    updates.forEach(update -> travel(update).apply());
    assertThat(sum.sum()).isEqualTo(7);
    assertThat(sum.count()).isEqualTo(2);
    assertThat(seen.value()).containsExactly("a");
  }

  @Test
  void of_an_attempt_that_failed_only_what_counts_anyway_is_left() {
    DoubleAccumulator sum = new DoubleAccumulator("sum");
    MergingAccumulator<String, Set<String>> gathered =
        new MergingAccumulator<>("gathered", new Gathered());
    AccumulatorUpdate.expect(sum);
    AccumulatorUpdate.expect(gathered);
    TaskScope scope = TaskScope.begin();
    sum.add(1.5);
    gathered.add("a");

    scope.take(false).forEach(update -> travel(update).apply());

    assertThat(sum.isZero()).isTrue();
    assertThat(gathered.value()).containsExactly("a");
  }

  @Test
  void what_is_for_an_accumulator_that_is_gone_has_no_effect() {
    LongAccumulator never = new LongAccumulator("never sent");
    TaskScope scope = TaskScope.begin();
    never.add(1);

    scope.take(true).forEach(AccumulatorUpdate::apply);

    assertThat(never.isZero()).isTrue();
  }
}
