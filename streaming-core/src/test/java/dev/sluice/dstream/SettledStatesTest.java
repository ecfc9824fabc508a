package dev.sluice.dstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Up to where nothing is needed any more to compute states again. */
class SettledStatesTest {
  private static final int BATCHES = 4;

  private static Plan<?> state(Plan<?> plan) {
    Plan<?> node = plan;
    while (!node.isTruncated()) {
      node = node.parents().get(0);
    }
    return node;
  }

  @Test
  void an_engine_may_end_lineage_at_some_states_only() throws Exception {
    try (GraphRig rig = new GraphRig()) {
      Map<Integer, Plan<?>> states = new HashMap<>();
      rig.numbers()
          .mapToPair(number -> new Tuple2<>("all", number))
          .<Long>updateStateByKey((numbers, sum) -> Optional.of(sum.orElse(0L) + numbers.size()))
          .foreachRDD(
              (rdd, time) -> states.put((int) (time.milliseconds() / 1000), state(rdd.plan())));
      rig.start();
      for (int batch = 1; batch <= BATCHES; batch++) {
        for (OutputJob job : rig.generate(batch)) {
          job.action().run();
        }
      }
      assertThat(rig.graph().settled(GraphRig.time(BATCHES))).isEqualTo(GraphRig.time(0));

      states.get(3).cut();

      assertThat(states.get(1).isCut()).isFalse();
      assertThat(rig.graph().settled(GraphRig.time(BATCHES))).isEqualTo(GraphRig.time(3));
    }
  }
}
