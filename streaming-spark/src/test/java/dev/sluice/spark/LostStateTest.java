package dev.sluice.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** All executors that have a state are lost at once. */
class LostStateTest {
  private static final int BATCHES = 20;
  private static final int MORE = 5;

  @TempDir Path directory;

  private final SparkContext spark = Clusters.connect("local[2]");

  @AfterEach
  void stop() {
    spark.stop();
  }

  /** A sum of all numbers; 6 more with each batch. */
  private Collected<Tuple2<String, Integer>> define(TestStreams streams) {
    streams.context().checkpoint(directory.toString());
    return streams.collect(
        streams
            .input(Collections.nCopies(BATCHES + MORE, List.of(1, 2, 3)))
            .mapToPair(number -> new Tuple2<>("sum", number))
            .<Integer>updateStateByKey(
                (numbers, sum) ->
                    Optional.of(sum.orElse(0) + numbers.stream().mapToInt(n -> n).sum())));
  }

  private static StreamingConf conf() {
    return new StreamingConf().setMaster("spark-local[2]");
  }

  private void loseAllThatIsKept() {
    CollectionConverters.asJava(spark.getPersistentRDDs())
        .keySet()
        .forEach(id -> SparkEnv.get().blockManager().master().removeRdd((Integer) id, true));
  }

  @Test
  void the_program_ends_and_says_what_to_do_and_when_started_again_has_its_state() {
    try (TestStreams streams = TestStreams.create(conf(), Durations.seconds(1))) {
      define(streams);
      streams.start();
      streams.advance(BATCHES);

      loseAllThatIsKept();

      assertThatExceptionOfType(StreamingException.class)
          .isThrownBy(() -> streams.advance(1))
          .withStackTraceContaining("all copies of partition")
          .withStackTraceContaining("start the program again");
    }

    Time now = new Time(Durations.seconds(BATCHES + 1).toMillis());
    try (TestStreams streams = TestStreams.create(conf(), Durations.seconds(1), now)) {
      var sums = define(streams);
      streams.start();
      streams.advance(MORE - 1);

      assertThat(sums.batches().get(sums.batches().size() - 1))
          .containsExactly(new Tuple2<>("sum", 6 * (BATCHES + MORE)));
    }
  }
}
