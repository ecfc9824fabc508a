package dev.sluice.testkit.reference;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.DStreamLike;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What programs over batches of one second make of some input in two partitions. */
final class Batches {
  private Batches() {}

  /** What an operator makes of as many batches as there are. */
  static <T, R> List<List<R>> of(
      List<List<T>> input, Function<InputDStream<T>, DStreamLike<R, ?, ?>> operator) {
    return of(input, input.size(), operator);
  }

  /** What an operator makes of so many batches; those beyond the input are empty. */
  static <T, R> List<List<R>> of(
      List<List<T>> input, int batches, Function<InputDStream<T>, DStreamLike<R, ?, ?>> operator) {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<R> output = streams.collect(operator.apply(streams.input(input)));
      streams.start();
      streams.advance(batches);
      return output.batches();
    }
  }

  /** What an operator makes of two streams. */
  static <T, U, R> List<List<R>> of(
      List<List<T>> left,
      List<List<U>> right,
      BiFunction<DStream<T>, DStream<U>, DStreamLike<R, ?, ?>> operator) {
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<R> output =
          streams.collect(operator.apply(streams.input(left), streams.input(right)));
      streams.start();
      streams.advance(left.size());
      return output.batches();
    }
  }

  /** The same for pairs. */
  static <K, V, R> List<List<R>> ofPairs(
      List<List<Tuple2<K, V>>> input,
      int batches,
      Function<PairDStream<K, V>, DStreamLike<R, ?, ?>> operator) {
    return of(
        input,
        batches,
        (InputDStream<Tuple2<K, V>> stream) -> operator.apply(PairDStream.of(stream)));
  }

  static <K, V, R> List<List<R>> ofPairs(
      List<List<Tuple2<K, V>>> input, Function<PairDStream<K, V>, DStreamLike<R, ?, ?>> operator) {
    return ofPairs(input, input.size(), operator);
  }

  static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }
}
