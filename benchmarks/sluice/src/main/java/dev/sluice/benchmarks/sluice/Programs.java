package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.corpus.Keys;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Settings;
import dev.sluice.benchmarks.harness.Sink;
import dev.sluice.dstream.DStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.state.StateSpec;
import dev.sluice.time.Durations;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The workloads' programs, from the records to the harness's sink. */
final class Programs {
  private static final int PARTITIONS = 2;
  private static final int TOP = 10;

  private Programs() {}

  static void build(Job job, DStream<String> records) {
    switch (job.pipeline()) {
      case GREP -> grep(records, job.literal());
      case WORD_COUNT -> count(words(records).reduceByKey(Integer::sum));
      case TOP_WORDS -> top(window(words(records), job));
      case RUNNING_COUNT -> runningCount(records);
      case FULL_COUNT -> fullCount(records);
    }
  }

  private static void grep(DStream<String> lines, String literal) {
    lines
        .filter(line -> line.contains(literal))
        .foreachRDD((rdd, time) -> sink().count(time.milliseconds(), rdd.count()));
  }

  static PairDStream<String, Integer> words(DStream<String> lines) {
    return lines
        .flatMap(line -> Arrays.asList(line.split(" ")))
        .mapToPair(word -> new Tuple2<>(word, 1));
  }

  private static PairDStream<String, Integer> window(PairDStream<String, Integer> words, Job job) {
    return words.reduceByKeyAndWindow(
        Integer::sum,
        (a, b) -> a - b,
        Durations.milliseconds(Settings.WINDOW_MS),
        Durations.milliseconds(job.batchMs()),
        PARTITIONS,
        count -> count._2() != 0);
  }

  private static void count(PairDStream<String, Integer> counts) {
    counts.foreachRDD((rdd, time) -> new WordCounts(rdd.collect()).handTo(sink()::words, time));
  }

  private interface ByCount extends Comparator<Tuple2<String, Integer>>, Serializable {}

  private static void top(PairDStream<String, Integer> counts) {
    ByCount byCount = (a, b) -> Integer.compare(a._2(), b._2());
    counts.foreachRDD(
        (rdd, time) -> new WordCounts(rdd.top(TOP, byCount)).handTo(sink()::top, time));
  }

  private static void runningCount(DStream<String> keys) {
    StateSpec<String, Integer, Long, Long> spec =
        StateSpec.<String, Integer, Long, Long>function(
                (key, one, state) -> {
                  long count = (state.exists() ? state.get() : 0L) + one.orElse(0);
                  state.update(count);
                  return count;
                })
            .numPartitions(PARTITIONS);
    keys.mapToPair(key -> new Tuple2<>(key, 1))
        .mapWithState(spec)
        .foreachRDD(rdd -> rdd.foreachPartition(Programs::update));
  }

  private static void update(Iterator<Long> newCounts) {
    long n = 0;
    long sum = 0;
    while (newCounts.hasNext()) {
      sum += newCounts.next();
      n++;
    }
    sink().updates(n, sum);
  }

  private static void fullCount(DStream<String> keys) {
    keys.mapToPair(key -> new Tuple2<>(key, 1))
        .<Long>updateStateByKey(
            (ones, state) -> {
              long count = state.orElse(0L);
              for (int one : ones) {
                count += one;
              }
              return Optional.of(count);
            },
            PARTITIONS)
        .foreachRDD(Programs::state);
  }

  private static void state(PairRDD<String, Long> counts) {
    Tuple2<Long, Long> sums =
        counts
            .mapPartitions(Programs::sums)
            .fold(new Tuple2<>(0L, 0L), (a, b) -> new Tuple2<>(a._1() + b._1(), a._2() + b._2()));
    sink().state(sums._1(), sums._2());
  }

  private static List<Tuple2<Long, Long>> sums(Iterator<Tuple2<String, Long>> counts) {
    long sum = 0;
    long triangles = 0;
    while (counts.hasNext()) {
      long count = counts.next()._2();
      sum += count;
      triangles += Keys.triangle(count);
    }
    return List.of(new Tuple2<>(sum, triangles));
  }

  private static Sink sink() {
    return Job.current().sink();
  }
}
