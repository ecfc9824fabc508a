package dev.sluice.dstream;

import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The union of the parent's datasets within a window that ends at the batch. */
final class WindowOperator<T> extends Operator<T> {
  private final Operator<T> parent;
  private final Duration window;
  private final Duration slide;

  WindowOperator(Operator<T> parent, Duration window, Duration slide) {
    super(parent.graph(), "window");
    requireMultiple("window", window, parent);
    requireMultiple("slide", slide, parent);
    this.parent = parent;
    this.window = window;
    this.slide = slide;
    parent.persistByDefault(StorageLevel.MEMORY_ONLY_SER);
  }

  /** Checks a window's length or slide against the stream it is taken of. */
  static void requireMultiple(String what, Duration duration, Operator<?> parent) {
    Durations.requireWholePositive(what, duration);
    if (!Durations.isMultipleOf(duration, parent.slide())) {
      throw new IllegalArgumentException(
          "Cannot take a window of "
              + parent.describe()
              + ": found a "
              + what
              + " of "
              + duration.toMillis()
              + " ms, expected a multiple of the stream's slide of "
              + parent.slide().toMillis()
              + " ms");
    }
  }

  @Override
  List<Operator<T>> parents() {
    return List.of(parent);
  }

  @Override
  boolean isAnchor() {
    return true;
  }

  @Override
  Duration slide() {
    return slide;
  }

  @Override
  Duration parentRemember(Duration own) {
    return own.plus(window);
  }

  /** The level applies to the datasets that windows share. */
  @Override
  void persist(StorageLevel level) {
    parent.persist(level);
  }

  @Override
  Optional<RDD<T>> compute(Time time) {
    List<RDD<T>> datasets = new ArrayList<>();
    Time from = time.minus(window).plus(parent.slide());
    for (Time each : from.to(time, parent.slide())) {
      if (each.compareTo(requireZero()) > 0) {
        parent.at(each).ifPresent(datasets::add);
      }
    }
    return Optional.of(
        datasets.isEmpty() ? graph().rdds().emptyRDD() : graph().rdds().union(datasets));
  }
}
