package dev.sluice.testkit.upgrade.second;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Optional;

/** The second version of a program: all is called something else, and something was added. */
public final class Store {
  private Store() {}

  /** Its totals, numbers of lines, first window and second window, as lines of text. */
  public static List<Collected<String>> build(TestStreams streams, String folder) {
    DStream<String> trimmed = streams.context().textFileStream(folder).map(String::strip);
    PairDStream<String, Long> sold = trimmed.mapToPair(Store::read);
    PairDStream<String, Long> recent =
        sold.reduceByKeyAndWindow((a, b) -> a + b, Durations.seconds(4), Durations.seconds(2));
    PairDStream<String, Long> latest =
        sold.reduceByKeyAndWindow((a, b) -> a + b, Durations.seconds(3), Durations.seconds(1));
    return List.of(
        streams.collect(sold.updateStateByKey(Store::add).toDStream().map(Store::sum)),
        streams.collect(
            sold.mapWithState(StateSpec.function(Store::countOne))
                .stateSnapshots()
                .toDStream()
                .map(Store::text)),
        streams.collect(recent.toDStream().map(Store::text)),
        streams.collect(latest.toDStream().map(Store::text)));
  }

  private static Tuple2<String, Long> read(String text) {
    int space = text.indexOf(' ');
    return new Tuple2<>(text.substring(0, space), Long.parseLong(text.substring(space + 1)));
  }

  private static Optional<Revenue> add(List<Long> amounts, Optional<Revenue> known) {
    long more = amounts.stream().mapToLong(amount -> amount).sum();
    return Optional.of(known.orElseGet(() -> new Revenue(0, 0)).with(more));
  }

  private static long countOne(String article, Optional<Long> amount, State<Long> lines) {
    long next = lines.getOption().orElse(0L) + 1;
    lines.update(next);
    return next;
  }

  private static String sum(Tuple2<String, Revenue> revenue) {
    return revenue._1() + "=" + revenue._2().sum();
  }

  private static String text(Tuple2<String, Long> pair) {
    return pair._1() + "=" + pair._2();
  }
}
