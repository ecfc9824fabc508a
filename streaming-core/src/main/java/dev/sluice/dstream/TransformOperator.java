package dev.sluice.dstream;

import dev.sluice.function.Function2;
import dev.sluice.rdd.RDD;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls a function of the datasets of all parents; each parent must have one at every time. Only of
 * times of an earlier process, whose inputs may be forgotten and whose states are not kept, there
 * is none without all of them.
 */
final class TransformOperator<T> extends Operator<T> {
  private final List<? extends Operator<?>> parents;
  private final Function2<List<RDD<?>>, Time, ? extends @Nullable RDD<T>> function;

  /**
   * A transformation of one or more streams.
   *
   * @throws IllegalArgumentException if there is no parent, or parents differ in graph or slide
   */
  TransformOperator(
      String kind,
      List<? extends Operator<?>> parents,
      Function2<List<RDD<?>>, Time, ? extends @Nullable RDD<T>> function) {
    super(requireAlike(kind, parents).graph(), kind);
    this.parents = List.copyOf(parents);
    this.function = function;
  }

  private static Operator<?> requireAlike(String kind, List<? extends Operator<?>> parents) {
    if (parents.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot " + kind + " streams: found none, expected one or more");
    }
    Operator<?> first = parents.get(0);
    for (Operator<?> parent : parents) {
      if (parent.graph() != first.graph()) {
        throw new IllegalArgumentException(
            "Cannot "
                + kind
                + " "
                + first.describe()
                + " and "
                + parent.describe()
                + ": they belong to different contexts");
      }
      if (!parent.slide().equals(first.slide())) {
        throw new IllegalArgumentException(
            "Cannot "
                + kind
                + " "
                + first.describe()
                + " and "
                + parent.describe()
                + ": found slides of "
                + first.slide().toMillis()
                + " ms and "
                + parent.slide().toMillis()
                + " ms, expected the same");
      }
    }
    return first;
  }

  @Override
  List<? extends Operator<?>> parents() {
    return parents;
  }

  @Override
  Optional<RDD<T>> compute(Time time) throws Exception {
    List<RDD<?>> inputs = new ArrayList<>(parents.size());
    for (Operator<?> parent : parents) {
      Optional<? extends RDD<?>> input = parent.at(time);
      if (input.isEmpty()) {
        if (!time.isAfter(begin())) {
          return Optional.empty();
        }
        throw new OperatorException(
            "Cannot compute "
                + describe()
                + " for batch "
                + time
                + ": "
                + parent.describe()
                + " has no dataset");
      }
      inputs.add(input.get());
    }
    RDD<T> result = function.call(inputs, time);
    if (result == null) {
      throw new OperatorException(
          "Cannot compute "
              + describe()
              + " for batch "
              + time
              + ": its function returned null, expected a dataset (an empty one, if there is nothing)");
    }
    return Optional.of(result);
  }
}
