package dev.sluice.testkit.semantics;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.DStreamLike;
import dev.sluice.dstream.PairDStream;
import dev.sluice.rdd.Partitioner;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The input streams of a trial and the arguments of its operators. Immutable.
 *
 * @param directory for the files of all processes
 * @param done how many batches earlier processes ran
 */
record Streams(
    StreamingContext context,
    Trial trial,
    Path directory,
    int done,
    DStream<Integer> numbers,
    DStream<Integer> others,
    PairDStream<String, Integer> pairs,
    PairDStream<String, Integer> otherPairs) {
  static final Duration INTERVAL = Durations.seconds(1);

  static Streams of(TestStreams streams, Trial trial, Path directory, int done) {
    int partitions = trial.partitions();
    return new Streams(
        streams.context(),
        trial,
        directory,
        done,
        streams.input(trial.numbers(), partitions),
        streams.input(trial.others(), partitions),
        PairDStream.of(streams.input(trial.pairs(), partitions)),
        PairDStream.of(streams.input(trial.otherPairs(), partitions)));
  }

  Duration window() {
    return INTERVAL.multipliedBy(trial.window());
  }

  Duration slide() {
    return INTERVAL.multipliedBy(trial.slide());
  }

  int buckets() {
    return trial.buckets();
  }

  Partitioner partitioner() {
    return new Scattered(trial.buckets());
  }

  /** The number of a batch, from 1. */
  static int number(Time batch) {
    return Math.toIntExact(batch.milliseconds() / INTERVAL.toMillis());
  }

  /** What a stream has in each batch. */
  static <R> Observed collect(DStreamLike<R, ?, ?> stream) {
    Observed.Batches<R> batches = new Observed.Batches<>();
    stream.glom().foreachRDD((rdd, time) -> batches.add(number(time), rdd.collect()));
    return batches;
  }

  /** All streams at hand, of either kind. */
  List<DStreamLike<?, ?, ?>> all() {
    return List.of(numbers, pairs, others);
  }
}
