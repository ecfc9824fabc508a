package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.dstream.DStream;
import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.mllib.clustering.StreamingKMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SparkKMeansTest {
  private static final int BATCHES = 8;
  private static final double NEAR = 0.25;

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void centres_follow_clouds_that_move() {
    StreamingConf conf =
        new StreamingConf().setMaster("spark-local[2]").set("spark.ui.enabled", "false");
    try (TestStreams streams = TestStreams.create(conf, Durations.seconds(1))) {
      DStream<double[]> points = streams.input(batches());
      StreamingKMeansModel model = Clouds.firstGuess();
      SparkKMeans.train(points, model);
      Collected<Tuple2<Integer, Long>> counts =
          streams.collect(SparkKMeans.perCloud(points, model));
      streams.start();

      streams.advance(BATCHES);

      assertThat(counts.batches())
          .hasSize(BATCHES)
          .allSatisfy(
              batch ->
                  assertThat(batch)
                      .containsExactlyInAnyOrder(new Tuple2<>(0, 500L), new Tuple2<>(1, 500L)));
      double middle = Clouds.middle(BATCHES - 1) - Clouds.STEP;
      Vector[] centres = model.clusterCenters();
      assertThat(centres[0].toArray()).containsExactly(new double[] {middle, 0}, within(NEAR));
      assertThat(centres[1].toArray()).containsExactly(new double[] {middle, 10}, within(NEAR));
    }
  }

  private static List<List<double[]>> batches() {
    Clouds clouds = new Clouds();
    List<List<double[]>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      batches.add(clouds.next());
    }
    return batches;
  }
}
