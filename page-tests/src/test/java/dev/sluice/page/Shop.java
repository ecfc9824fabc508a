package dev.sluice.page;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Has some of everything: two receivers, a union, state, a window, a join, two outputs, checkpoints
 * in the directory that is its argument. Runs until it is told to end.
 */
final class Shop {
  private static final Duration INTERVAL = Durations.milliseconds(200);
  private static final int VISITS_PER_SECOND = 12_000;
  private static final int ORDERS_PER_SECOND = 3_000;

  private Shop() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("Shop");
    try (StreamingContext ssc = new StreamingContext(conf, INTERVAL)) {
      ssc.checkpoint(args[0]);
      DStream<String> visits =
          ssc.receiverStream("Web stream", new Endless(VISITS_PER_SECOND)).named("visits");
      DStream<String> orders =
          ssc.receiverStream("Order stream", new Endless(ORDERS_PER_SECOND)).named("orders");
      PairDStream<String, Integer> seen =
          visits.union(orders).mapToPair(word -> new Tuple2<>(word, 1)).named("seen");
      PairDStream<String, Integer> sold =
          orders.mapToPair(word -> new Tuple2<>(word, 1)).reduceByKey(Integer::sum).named("sold");
      seen.reduceByKeyAndWindow(Integer::sum, INTERVAL.multipliedBy(10), INTERVAL.multipliedBy(2))
          .named("trending")
          .print();
      seen.reduceByKey(Integer::sum)
          .join(sold)
          .mapWithState(
              StateSpec.function(
                  (String word, Optional<Tuple2<Integer, Integer>> now, State<Long> total) -> {
                    long sum = (total.exists() ? total.get() : 0L) + now.map(Tuple2::_2).orElse(0);
                    total.update(sum);
                    return new Tuple2<>(word, sum);
                  }))
          .named("sold in all")
          .foreachRDD(totals -> totals.count());
      ssc.start();
      ssc.awaitTermination();
    }
  }
}
