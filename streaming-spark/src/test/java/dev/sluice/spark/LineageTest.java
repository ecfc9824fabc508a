package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** States of many batches. */
class LineageTest {
  private static final int BATCHES = 30;
  private static final int MOST_KEPT = 12;

  private final SparkContext spark = Clusters.connect("local[2]");

  @AfterEach
  void stop() {
    spark.stop();
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void no_more_than_some_states_are_kept_and_none_grows_on_all_before() {
    StreamingConf conf = new StreamingConf().setMaster("spark-local[2]");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      List<Integer> kept = new ArrayList<>();
      var sums =
          streams.collect(
              streams
                  .input(Collections.nCopies(BATCHES, List.of(1, 2, 3)))
                  .mapToPair(number -> new Tuple2<>("sum", number))
                  .<Integer>updateStateByKey(
                      (numbers, sum) ->
                          Optional.of(sum.orElse(0) + numbers.stream().mapToInt(n -> n).sum())));
      streams.start();
      for (int batch = 1; batch <= BATCHES; batch++) {
        streams.advance(1);
        kept.add(spark.getPersistentRDDs().size());
      }

      assertThat(sums.batches().get(BATCHES - 1)).containsExactly(new Tuple2<>("sum", 6 * BATCHES));
      assertThat(kept).allMatch(datasets -> datasets <= MOST_KEPT);
    }
  }
}
