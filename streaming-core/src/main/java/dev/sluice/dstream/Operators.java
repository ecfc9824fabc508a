package dev.sluice.dstream;

import dev.sluice.rdd.RDD;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

  /** The operators in the order in which the program defined them: parents first. */
  List<Operator<?>> inOrderOfDefinition() {
    List<Operator<?>> order = new ArrayList<>(childrenFirst);
    order.sort(Comparator.comparingInt(Operator::definition));
    return order;
  }

  /** The least duration that is a multiple of a given one and of all slides. */
  Duration slideUnit(Duration batchInterval) {
    long unit = batchInterval.toMillis();
    for (Operator<?> operator : childrenFirst) {
      long slide = operator.slide().toMillis();
      unit = Math.multiplyExact(unit / greatestCommonDivisor(unit, slide), slide);
    }
    return Duration.ofMillis(unit);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** Fixes the grid, and how long each remembers: at least so long and as its children need. */
  void initialize(Time zero, Time begin, Duration remember) {
    childrenFirst.forEach(operator -> operator.initialize(zero, begin));
    childrenFirst.forEach(operator -> operator.rememberAtLeast(remember));
    for (Operator<?> operator : childrenFirst) {
      Duration needed = operator.parentRemember(operator.remember());
      Duration read = operator.parentRemember(operator.history());
      for (Operator<?> parent : operator.parents()) {
        parent.rememberAtLeast(needed);
        parent.historyAtLeast(read);
      }
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

  /** The first time of which a state is not computed; empty without states. */
  Optional<Time> pending() {
    return childrenFirst.stream()
        .filter(StateOperator.class::isInstance)
        .map(operator -> ((StateOperator<?>) operator).pending())
        .min(Time::compareTo);
  }

  /** The states that outlive the process, parents first. */
  List<KeyedState> states() {
    List<KeyedState> states = new ArrayList<>();
    for (Operator<?> operator : childrenFirst) {
      if (operator instanceof KeyedStateOperator<?, ?, ?> keyed && keyed.isStored()) {
        states.add(0, keyed.state());
      }
    }
    return states;
  }

  /** Whether batches that a program goes on with may read what batches before them have read. */
  boolean readDoneBatches() {
    return childrenFirst.stream()
        .anyMatch(operator -> operator.hasState() || !operator.history().isZero());
  }

  /**
   * The last batch whose inputs are not read by what goes on from a batch: earlier than all windows
   * reach, from the time of the oldest state on that is stored with it.
   */
  Time needless(Time batch) {
    Time oldest =
        childrenFirst.stream()
            .filter(Operator::hasState)
            .map(operator -> operator.lastOnGrid(batch))
            .min(Time::compareTo)
            .orElse(batch)
            .min(batch);
    return childrenFirst.stream()
        .map(Operator::history)
        .max(Duration::compareTo)
        .map(oldest::minus)
        .orElse(oldest);
  }

  /** The operators whose functions may fail, parents first. */
  List<GuardedOperator<?, ?>> guarded() {
    List<GuardedOperator<?, ?>> guarded = new ArrayList<>();
    for (Operator<?> operator : inOrderOfDefinition()) {
      if (operator instanceof GuardedOperator<?, ?> one) {
        guarded.add(one);
      }
    }
    return guarded;
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
