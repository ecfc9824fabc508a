package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Counts words from the beginning on: the counts are carried from batch to batch.
 *
 * <p>Arguments: {@code HOST PORT [BATCH_MS]}, or none for a server of its own.
 */
public final class StatefulNetworkWordCount {
  private StatefulNetworkWordCount() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    try (LineSource source = LineSource.open("StatefulNetworkWordCount", args)) {
      countWords(source.host(), source.port(), source.batchInterval());
    }
  }

  private static void countWords(String host, int port, Duration batchInterval)
      throws InterruptedException {
    // snippet: StatefulNetworkWordCount
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("StatefulWordCount");
    try (StreamingContext ssc = new StreamingContext(conf, batchInterval)) {
      ssc.socketTextStream(host, port)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .mapWithState(
              StateSpec.function(
                  (String word, Optional<Integer> one, State<Integer> total) -> {
                    int sum = one.orElse(0) + (total.exists() ? total.get() : 0);
                    total.update(sum);
                    return new Tuple2<>(word, sum);
                  }))
          .stateSnapshots()
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
    // end of snippet
  }
}
