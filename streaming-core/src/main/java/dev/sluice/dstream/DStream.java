package dev.sluice.dstream;

import dev.sluice.rdd.RDD;
import java.util.List;

/**
 * A discretized stream: one {@link RDD} for each batch. Thread-safe: guarded by the graph's
 * monitor.
 *
 * @param <T> the records
 */
public sealed class DStream<T> extends DStreamLike<T, RDD<T>, DStream<T>>
    permits InputDStream, MapWithStateDStream {
  DStream(Operator<T> operator) {
    this(operator, ErrorPolicy.fail());
  }

  DStream(Operator<T> operator, ErrorPolicy policy) {
    super(operator, policy);
  }

  /** The records of this stream and of another with the same slide. */
  public final DStream<T> union(DStream<T> other) {
    return new DStream<>(unionOf(List.of(operator(), other.operator())));
  }

  @Override
  final DStream<T> wrap(Operator<T> other) {
    return new DStream<>(other);
  }

  @Override
  final RDD<T> view(RDD<T> rdd) {
    return rdd;
  }

  @Override
  final DStream<T> under(ErrorPolicy other) {
    return new DStream<>(operator(), other);
  }

  @Override
  final DStream<T> self() {
    return this;
  }
}
