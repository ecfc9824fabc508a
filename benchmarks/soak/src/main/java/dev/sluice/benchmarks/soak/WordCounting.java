package dev.sluice.benchmarks.soak;

import dev.sluice.benchmarks.corpus.WordTotals;
import dev.sluice.dstream.MapWithStateDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.state.StateSpec;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The program: the words of the last while, and of all time, on a log and with checkpoints.
 * Thread-safe: what changes is volatile or thread-safe itself.
 */
final class WordCounting {
  /** How many windows each word is in. */
  static final int WINDOWS = 10;

  private static final Duration BATCH = Durations.seconds(1);
  private static final Duration SLIDE = Durations.seconds(2);
  private static final Duration WINDOW = SLIDE.multipliedBy(WINDOWS);

  private final WordTotals windows = new WordTotals();
  private volatile boolean asked;
  private volatile Optional<WordTotals> state = Optional.empty();

  WordCounting() {}

  StreamingContext context(Path directory) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("soak")
            .set("streaming.receiver.writeAheadLog.enable", "true")
            .set("streaming.receiver.writeAheadLog.rollingIntervalSecs", "10");
    StreamingContext context = new StreamingContext(conf, BATCH);
    context.checkpoint(directory.toString());
    PairDStream<String, Integer> counts =
        context
            .receiverStream(new SteadyReceiver())
            .flatMap(line -> Arrays.asList(line.split(" ")))
            .mapToPair(word -> new Tuple2<>(word, 1))
            .reduceByKey(Integer::sum);
    counts
        .reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, WINDOW, SLIDE)
        .foreachRDD(rdd -> rdd.collect().forEach(word -> windows.add(word._1(), word._2())));
    MapWithStateDStream<String, Integer, Long, Long> totals =
        counts.mapWithState(
            StateSpec.function(
                (word, count, state) -> {
                  long total = (state.exists() ? state.get() : 0L) + count.orElse(0);
                  state.update(total);
                  return total;
                }));
    totals.foreachRDD(rdd -> rdd.foreach(total -> {}));
    totals.stateSnapshots().foreachRDD(this::keep);
    return context;
  }

  private void keep(PairRDD<String, Long> totals) {
    if (asked) {
      WordTotals all = new WordTotals();
      totals.collect().forEach(word -> all.add(word._1(), word._2()));
      state = Optional.of(all);
      asked = false;
    }
  }

  /** The words of all windows so far. */
  WordTotals windows() {
    return windows;
  }

  /** Has the next batch keep the words of all time. */
  void ask() {
    asked = true;
  }

  /** The words of all time as of a batch after the last {@link #ask}, once there was one. */
  Optional<WordTotals> state() {
    return asked ? Optional.empty() : state;
  }
}
