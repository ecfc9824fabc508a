package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;
import java.util.Arrays;

/**
 * Counts the words of the last ten batches, anew every second batch. Each window is made of the one
 * before: what enters is added, what leaves is taken off.
 *
 * <p>Arguments: {@code HOST PORT [BATCH_MS]}, or none for a server of its own.
 */
public final class WindowedWordCount {
  private WindowedWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    try (LineSource source = LineSource.open("WindowedWordCount", args)) {
      countWords(source.host(), source.port(), source.batchInterval());
    }
  }

  private static void countWords(String host, int port, Duration batchInterval)
      throws InterruptedException {
    // snippet: WindowedWordCount
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("WindowedWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, batchInterval)) {
      Duration window = batchInterval.multipliedBy(10);
      Duration slide = batchInterval.multipliedBy(2);
      ssc.socketTextStream(host, port)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKeyAndWindow((a, b) -> a + b, (a, b) -> a - b, window, slide)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
    // end of snippet
  }
}
