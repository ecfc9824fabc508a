package dev.sluice.dstream;

import dev.sluice.rdd.RDD;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operators that outputs need, each before its parents. Guarded by the graph's monitor. */
final class Operators {
  static final Operators NONE = new Operators(List.of());

  private final List<Operator<?>> childrenFirst;

  private Operators(List<Operator<?>> childrenFirst) {
    this.childrenFirst = childrenFirst;
  }

  static Operators neededBy(List<Output<?>> outputs) {
    Set<Operator<?>> parentsFirst = new LinkedHashSet<>();
    outputs.forEach(output -> visit(output.operator(), parentsFirst));
    List<Operator<?>> order = new ArrayList<>(parentsFirst);
    Collections.reverse(order);
    return new Operators(order);
  }

  private static void visit(Operator<?> operator, Set<Operator<?>> parentsFirst) {
    if (parentsFirst.contains(operator)) {
      return;
    }
    operator.parents().forEach(parent -> visit(parent, parentsFirst));
    parentsFirst.add(operator);
  }

  /** Fixes the grid, and how long each remembers: at least so long and as its children need. */
  void initialize(Time zero, Duration remember) {
    childrenFirst.forEach(operator -> operator.initialize(zero));
    childrenFirst.forEach(operator -> operator.rememberAtLeast(remember));
    for (Operator<?> operator : childrenFirst) {
      Duration needed = operator.parentRemember(operator.remember());
      operator.parents().forEach(parent -> parent.rememberAtLeast(needed));
    }
  }

  /** The states before a time that are to be computed before a job reads on, parents first. */
  List<RDD<?>> waiting(Time time) {
    List<RDD<?>> waiting = new ArrayList<>();
    for (int i = childrenFirst.size() - 1; i >= 0; i--) {
      waiting.addAll(childrenFirst.get(i).waiting(time));
    }
    return waiting;
  }

  /** The states that outlive the process, parents first. */
  List<KeyedState> states() {
    List<KeyedState> states = new ArrayList<>();
    for (Operator<?> operator : childrenFirst) {
      if (operator instanceof KeyedStateOperator<?, ?, ?> keyed) {
        states.add(0, keyed.state());
      }
    }
    return states;
  }

  void forget(Time batch) {
    childrenFirst.forEach(operator -> operator.forget(batch));
  }

  void requireRememberBelow(Duration bound) {
    for (Operator<?> operator : childrenFirst) {
      if (operator.remember().compareTo(bound) >= 0) {
        throw new IllegalArgumentException(
            "Cannot start the context: "
                + operator.describe()
                + " must remember its datasets for "
                + Durations.format(operator.remember())
                + ", found a cleaner TTL of "
                + Durations.format(bound)
                + ", expected a longer one");
      }
    }
  }

  /** How long inputs are remembered at most; empty if there are none. */
  Optional<Duration> inputRemember() {
    return childrenFirst.stream()
        .filter(InputOperator.class::isInstance)
        .map(Operator::remember)
        .max(Duration::compareTo);
  }
}
