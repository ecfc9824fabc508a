package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;
import java.util.Arrays;

/**
 * Counts the words of each batch of lines that a server sends.
 *
 * <p>Arguments: {@code HOST PORT [BATCH_MS]}, or none for a server of its own.
 */
public final class NetworkWordCount {
  private NetworkWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    try (LineSource source = LineSource.open("NetworkWordCount", args)) {
      countWords(source.host(), source.port(), source.batchInterval());
    }
  }

  private static void countWords(String host, int port, Duration batchInterval)
      throws InterruptedException {
    // snippet: NetworkWordCount
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("NetworkWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, batchInterval)) {
      ssc.socketTextStream(host, port)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
    // end of snippet
  }
}
