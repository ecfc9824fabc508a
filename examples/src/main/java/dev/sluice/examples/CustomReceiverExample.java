package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;
import java.util.Arrays;

/**
 * Counts the words of lines that a {@link CustomReceiver} brings.
 *
 * <p>Arguments: {@code HOST PORT [BATCH_MS]}, or none for a server of its own.
 */
public final class CustomReceiverExample {
  private CustomReceiverExample() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    try (LineSource source = LineSource.open("CustomReceiverExample", args)) {
      countWords(source.host(), source.port(), source.batchInterval());
    }
  }

  private static void countWords(String host, int port, Duration batchInterval)
      throws InterruptedException {
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("CustomReceiver");
    try (StreamingContext ssc = new StreamingContext(conf, batchInterval)) {
      ssc.receiverStream(new CustomReceiver(host, port))
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
  }
}
