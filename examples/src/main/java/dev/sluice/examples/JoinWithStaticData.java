package dev.sluice.examples;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Joins a stream with data that does not change: words with the kind of thing they name.
 *
 * <p>Arguments: {@code HOST PORT [BATCH_MS]}, or none for a server of its own.
 */
public final class JoinWithStaticData {
  private JoinWithStaticData() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) throws Exception {
    try (LineSource source = LineSource.open("JoinWithStaticData", args)) {
      joinWords(source.host(), source.port(), source.batchInterval());
    }
  }

  private static void joinWords(String host, int port, Duration batchInterval)
      throws InterruptedException {
    // snippet: JoinWithStaticData
    StreamingConf conf =
        new StreamingConf()
            .setIfMissing("streaming.master", "local[2]")
            .setAppName("JoinWithStaticData");
    try (StreamingContext ssc = new StreamingContext(conf, batchInterval)) {
      PairRDD<String, String> kinds =
          ssc.rddContext()
              .parallelizePairs(
                  List.of(
                      new Tuple2<>("river", "landscape"),
                      new Tuple2<>("mill", "building"),
                      new Tuple2<>("wheel", "machine")));
      ssc.socketTextStream(host, port)
          .flatMap(line -> Arrays.asList(line.split(" ")))
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .transformToPair(counts -> counts.join(kinds))
          .print();
      ssc.start();
      ssc.awaitTermination();
    }
    // end of snippet
  }
}
