package dev.sluice.testkit.upgrade.first;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.state.State;
import dev.sluice.state.StateSpec;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.Optional;

/** The first version of a program. */
public final class Shop {
  private Shop() {}

  /** Its totals, numbers of lines and window, as lines of text. */
  public static List<Collected<String>> define(TestStreams streams, String directory) {
    PairDStream<String, Long> amounts =
        streams.context().textFileStream(directory).mapToPair(Shop::parse);
    PairDStream<String, Sales> totals =
        amounts.updateStateByKey(
            (values, before) ->
                Optional.of(
                    before
                        .orElse(new Sales(0))
                        .plus(values.stream().mapToLong(value -> value).sum())));
    PairDStream<String, Long> counts =
        amounts
            .mapWithState(
                StateSpec.function(
                    (String key, Optional<Long> value, State<Long> count) -> {
                      count.update(count.getOption().orElse(0L) + 1);
                      return key;
                    }))
            .stateSnapshots();
    PairDStream<String, Long> window =
        amounts.reduceByKeyAndWindow(Long::sum, Durations.seconds(4), Durations.seconds(2));
    return List.of(
        streams.collect(totals.toDStream().map(pair -> pair._1() + "=" + pair._2().sum())),
        streams.collect(counts.toDStream().map(pair -> pair._1() + "=" + pair._2())),
        streams.collect(window.toDStream().map(pair -> pair._1() + "=" + pair._2())));
  }

  private static Tuple2<String, Long> parse(String line) {
    return new Tuple2<>(line.split(" ")[0], Long.parseLong(line.split(" ")[1]));
  }
}
