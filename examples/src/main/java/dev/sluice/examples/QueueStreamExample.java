package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Counts the last digits of the numbers 1 to 1000, which it puts into a queue once a second.
 *
 * <p>Arguments: none.
 */
public final class QueueStreamExample {
  private static final int PARTITIONS = 10;
  private static final long PAUSE_MS = 1_000;

  private QueueStreamExample() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length > 0) {
      throw new Usage("QueueStreamExample", "").exit("found arguments, expected none");
    }
    // snippet: QueueStreamExample
    StreamingConf conf =
        new StreamingConf().setIfMissing("streaming.master", "local[2]").setAppName("QueueStream");
    try (StreamingContext ssc = new StreamingContext(conf, Durations.seconds(1))) {
      Queue<RDD<Integer>> queue = new ConcurrentLinkedQueue<>();
      ssc.queueStream(queue)
          .mapToPair(number -> new Tuple2<>(number % 10, 1))
          .reduceByKey(Integer::sum)
          .print();
      ssc.start();

      List<Integer> numbers = IntStream.rangeClosed(1, 1_000).boxed().toList();
      do {
        queue.add(ssc.rddContext().parallelize(numbers, PARTITIONS));
      } while (!ssc.awaitTerminationOrTimeout(PAUSE_MS));
    }
    // end of snippet
  }
}
