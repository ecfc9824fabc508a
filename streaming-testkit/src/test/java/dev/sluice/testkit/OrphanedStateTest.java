package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.InputDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** States whose operator is taken out of the program and put back later. */
class OrphanedStateTest {
  private static final int BATCHES = 4;

  private CrashingStorage storage = new CrashingStorage(1);
  private int runs;

  /** Runs some batches of one more "a"; returns the totals, if there is an operator for them. */
  private List<Integer> run(boolean withTotals) {
    List<Integer> totals = Collections.synchronizedList(new ArrayList<>());
    StreamingConf everyBatch = new StreamingConf().set("streaming.checkpoint.interval", "1s");
    TestStreams streams = TestStreams.create(everyBatch, Durations.seconds(1));
    try (streams) {
      streams.clock().advance(Durations.seconds((long) runs * BATCHES));
      streams.context().checkpoint(storage);
      InputDStream<String> words = streams.input(Collections.nCopies(100, List.of("a")));
      words.foreachRDD(rdd -> {});
      if (withTotals) {
        words
            .mapToPair(word -> new Tuple2<>(word, 1))
            .<Integer>updateStateByKey((all, sum) -> Optional.of(sum.orElse(0) + all.size()))
            .foreachRDD(rdd -> rdd.collect().forEach(total -> totals.add(total._2())));
      }
      streams.start();
      streams.advance(BATCHES);
      streams.context().stop(true);
    }
    runs++;
    storage = storage.recover();
    return totals;
  }

  @Test
  void a_state_without_operator_is_kept_over_several_runs_and_attaches_again() {
    assertThat(run(true)).containsExactly(1, 2, 3, 4);
    for (int without = 0; without < 5; without++) {
      assertThat(run(false)).isEmpty();
    }
    assertThat(run(true)).containsExactly(5, 6, 7, 8);
  }
}
