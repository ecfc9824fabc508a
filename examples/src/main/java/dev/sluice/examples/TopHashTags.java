package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Prints the three most frequent hashtags of the last ten batches.
 *
 * <p>Arguments: {@code HOST PORT [BATCH_MS]}, or none for a server of its own.
 */
public final class TopHashTags {
  private TopHashTags() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    try (LineSource source = LineSource.open("TopHashTags", args)) {
      countTags(source.host(), source.port(), source.batchInterval());
    }
  }

  private static void countTags(String host, int port, Duration batchInterval)
      throws InterruptedException {
    // snippet: TopHashTags
    StreamingConf conf =
        new StreamingConf().setIfMissing("streaming.master", "local[2]").setAppName("TopHashTags");
    try (StreamingContext ssc = new StreamingContext(conf, batchInterval)) {
      ssc.socketTextStream(host, port)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .filter(word -> word.startsWith("#"))
          .countByValueAndWindow(batchInterval.multipliedBy(10), batchInterval)
          .foreachRDD(
              (rdd, time) -> {
                List<Tuple2<String, Long>> top = rdd.top(3, Comparator.comparing(Tuple2::_2));
                System.out.println("Popular at " + time + ": " + top);
              });
      ssc.start();
      ssc.awaitTermination();
    }
    // end of snippet
  }
}
