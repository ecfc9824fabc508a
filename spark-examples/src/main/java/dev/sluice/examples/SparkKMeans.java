package dev.sluice.examples;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.clustering.StreamingKMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;

/**
 * Follows the centres of clouds of points that move, with k-means of Spark's MLlib: each batch
 * moves the centres on, and older batches count half as much as the next. The master has to be one
 * of Spark.
 *
 * <p>Arguments: none.
 */
public final class SparkKMeans {
  private static final double DECAY = 0.5;
  private static final int PARTITIONS = 2;
  private static final long PAUSE_MS = 1_000;

  private SparkKMeans() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length > 0) {
      throw new Usage("SparkKMeans", "").exit("found arguments, expected none");
    }
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "spark-local[2]")
            .setAppName("SparkKMeans");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      Queue<RDD<double[]>> queue = new ConcurrentLinkedQueue<>();
      DStream<double[]> points = ssc.queueStream(queue);
      StreamingKMeansModel model = Clouds.firstGuess();
      train(points, model);
      perCloud(points, model).print();
      ssc.start();

      Clouds clouds = new Clouds();
      do {
        queue.add(ssc.rddContext().parallelize(clouds.next(), PARTITIONS));
      } while (!ssc.awaitTerminationOrTimeout(PAUSE_MS));
    }
  }

  // snippet: SparkKMeans
  /** Moves the centres of a model with each batch, and prints them. */
  static void train(DStream<double[]> points, StreamingKMeansModel model) {
    points.foreachRDD(
        (rdd, time) -> {
          @SuppressWarnings("unchecked")
          JavaRDD<Vector> vectors = rdd.map(point -> Vectors.dense(point)).unwrap(JavaRDD.class);
          model.update(vectors.rdd(), DECAY, "batches");
          System.out.println("Centres at " + time + ": " + Arrays.toString(model.clusterCenters()));
        });
  }

  /** How many points of each batch are nearest to which centre, as the batches before left it. */
  static PairDStream<Integer, Long> perCloud(DStream<double[]> points, StreamingKMeansModel model) {
    return points
        .transform(
            rdd -> {
              KMeansModel now = new KMeansModel(model.clusterCenters().clone());
              return rdd.map(point -> now.predict(Vectors.dense(point)));
            })
        .countByValue();
  }
  // end of snippet
}
