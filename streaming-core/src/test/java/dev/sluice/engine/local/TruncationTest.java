package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rdd.JobException;
import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.StorageLevel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruncationTest {
  private static List<Integer> read(LocalEngine engine, Plan<Integer> plan, int partition) {
    return engine
        .run(
            plan,
            List.of(partition),
            (task, records) -> {
              List<Integer> all = new ArrayList<>();
              records.forEach(all::add);
              return all;
            })
        .get(0);
  }

  private static Narrow<Integer> truncated() {
    Narrow<Integer> plan = Plans.map(Plans.source(List.of(1), List.of(2)), value -> value + 10);
    plan.persist(StorageLevel.MEMORY_ONLY);
    plan.truncate();
    return plan;
  }

  @Test
  void parents_are_let_go_once_all_partitions_are_kept() {
    try (LocalEngine engine = Plans.engine(1)) {
      Narrow<Integer> plan = truncated();

      assertThat(read(engine, plan, 0)).containsExactly(11);
      assertThat(plan.isCut()).isFalse();
      assertThat(read(engine, plan, 1)).containsExactly(12);

      assertThat(plan.isCut()).isTrue();
      assertThat(plan.parents()).isEmpty();
      assertThat(plan.partitions()).isEqualTo(2);
      assertThat(read(engine, Plans.map(plan, value -> -value), 0)).containsExactly(-11);
    }
  }

  @Test
  void a_truncated_dataset_is_lost_once_it_is_unpersisted() {
    try (LocalEngine engine = Plans.engine(1)) {
      Narrow<Integer> plan = truncated();
      read(engine, plan, 0);
      read(engine, plan, 1);

      plan.unpersist();
      engine.unpersist(plan.id());

      assertThatThrownBy(() -> read(engine, plan, 0))
          .isInstanceOf(JobException.class)
          .rootCause()
          .hasMessageContaining("Cannot read a truncated dataset");
    }
  }

  @Test
  void only_a_truncated_node_can_be_cut() {
    Narrow<Integer> plan = Plans.map(Plans.source(List.of(1)), value -> value);

    assertThatThrownBy(plan::cut).isInstanceOf(IllegalStateException.class);
  }
}
