package dev.sluice.dstream;

import dev.sluice.function.Function;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Optional;

/** Applies an operation of datasets to every dataset; none where the parent has none. */
final class LiftOperator<P, T> extends Operator<T> {
  private final Operator<P> parent;
  private final Function<RDD<P>, ? extends RDD<T>> operation;

  LiftOperator(String kind, Operator<P> parent, Function<RDD<P>, ? extends RDD<T>> operation) {
    super(parent.graph(), kind);
    this.parent = parent;
    this.operation = operation;
  }

  @Override
  List<Operator<P>> parents() {
    return List.of(parent);
  }

  @Override
  Optional<RDD<T>> compute(Time time) throws Exception {
    Optional<RDD<P>> input = parent.at(time);
    if (input.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(operation.call(input.get()));
  }
}
