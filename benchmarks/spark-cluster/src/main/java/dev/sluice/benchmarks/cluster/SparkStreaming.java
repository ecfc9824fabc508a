package dev.sluice.benchmarks.cluster;

import dev.sluice.benchmarks.corpus.WordTotals;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/**
 * The word count of the guides on Spark Streaming, by its Java API. Immutable.
 *
 * @param spark the connection to the cluster
 */
@SuppressWarnings("deprecation") // All of DStreams is, and is what is measured.
record SparkStreaming(JavaSparkContext spark) implements WordCounter {
  @Override
  public String name() {
    return "spark-streaming";
  }

  @Override
  public double count(Load load, WordTotals totals) throws Exception {
    long expected = Load.corpus().words(load.lines());
    CountDownLatch done = new CountDownLatch(1);
    JavaStreamingContext context =
        new JavaStreamingContext(spark, Durations.milliseconds(load.batchMs()));
    try (Gate gate = new Gate()) {
      context
          .receiverStream(new SparkReceiver(gate.port(), load))
          .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD(
              counts -> {
                counts.collect().forEach(count -> totals.add(count._1(), count._2()));
                if (totals.words() >= expected) {
                  done.countDown();
                }
              });
      context.start();
      long begun = gate.open();
      done.await();
      return (System.nanoTime() - begun) / 1e9;
    } finally {
      context.stop(false, false);
    }
  }
}
