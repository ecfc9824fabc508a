package dev.sluice.dstream;

import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node of the graph behind a {@link DStream}: computes one dataset for each time on its grid and
 * keeps it as long as somebody may ask again.
 *
 * <p>Thread-safe: everything mutable is guarded by the graph's monitor.
 *
 * @param <T> the records
 */
abstract class Operator<T> {
  private static final Duration LEAST_STATE_INTERVAL = Duration.ofSeconds(10);

  private final DStreamGraph graph;
  private final String kind;
  private final int definition;
  private final CallSite site = CallSite.here();
  private final NavigableMap<Time, RDD<T>> generated = new TreeMap<>();
  private Duration remember = Duration.ZERO;
  private StorageLevel storageLevel = StorageLevel.NONE;
  private @Nullable Duration checkpointInterval;
  private @Nullable String name;
  private @Nullable Time zero;
  private Time begin = new Time(0);

  /**
   * A node that is part of the graph from now on.
   *
   * @throws IllegalStateException if the graph was started or stopped
   */
  Operator(DStreamGraph graph, String kind) {
    this.graph = graph;
    this.kind = kind;
    this.definition = graph.define(kind);
  }

  abstract List<? extends Operator<?>> parents();

  /** The dataset at a time on the grid; empty if there is none. */
  abstract Optional<RDD<T>> compute(Time time) throws Exception;

  /** How often there is a dataset. */
  Duration slide() {
    return parents().get(0).slide();
  }

  /** How long the parents must remember for this node to remember so long. */
  Duration parentRemember(Duration own) {
    return own;
  }

  /** Whether this node keeps state from batch to batch. */
  boolean hasState() {
    return false;
  }

  /** Whether this node has an id, which those below it are named after. */
  boolean isAnchor() {
    return hasState();
  }

  /** The interval at which state is checkpointed when the user sets none. */
  Duration defaultCheckpointInterval() {
    long slide = slide().toMillis();
    long slides = (LEAST_STATE_INTERVAL.toMillis() + slide - 1) / slide;
    return Duration.ofMillis(slides * slide);
  }

  final DStreamGraph graph() {
    return graph;
  }

  /** What this is, such as {@code map}. */
  final String kind() {
    return kind;
  }

  /** The number of operators that were defined before this one. */
  final int definition() {
    return definition;
  }

  /** The user's name. */
  final Optional<String> name() {
    synchronized (graph) {
      return Optional.ofNullable(name);
    }
  }

  /** What this is and where it was made, whatever its name. */
  final String place() {
    return site.describe(kind);
  }

  /** What this is found by when the program starts again: known once it has started. */
  String id() {
    return graph.idOf(this);
  }

  /** What this is, for messages: its name if it has one, else its kind and where it was made. */
  final String describe() {
    synchronized (graph) {
      return name != null ? kind + " \"" + name + "\"" : site.describe(kind);
    }
  }

  void named(String newName) {
    synchronized (graph) {
      graph.requireOpen("name");
      name = newName;
    }
  }

  final StorageLevel storageLevel() {
    synchronized (graph) {
      return storageLevel;
    }
  }

  void persist(StorageLevel level) {
    synchronized (graph) {
      graph.requireOpen("persist");
      storageLevel = level;
    }
  }

  /** Persists at the level if no level was chosen. */
  void persistByDefault(StorageLevel level) {
    synchronized (graph) {
      if (!storageLevel.isKept()) {
        storageLevel = level;
      }
    }
  }

  void checkpoint(Duration interval) {
    synchronized (graph) {
      graph.requireOpen("checkpoint interval");
      Durations.requireWholePositive("checkpoint interval", interval);
      if (!Durations.isMultipleOf(interval, slide())) {
        throw new IllegalArgumentException(
            "Cannot checkpoint "
                + describe()
                + " every "
                + interval.toMillis()
                + " ms: expected a multiple of its slide of "
                + slide().toMillis()
                + " ms");
      }
      persistByDefault(StorageLevel.MEMORY_ONLY_SER);
      checkpointInterval = interval;
    }
  }

  /** How often state is to be written: as the user said, or the default. */
  final Duration checkpointInterval() {
    synchronized (graph) {
      return checkpointInterval != null ? checkpointInterval : defaultCheckpointInterval();
    }
  }

  final Duration remember() {
    synchronized (graph) {
      return remember;
    }
  }

  /** Fixes the grid, and the newest time on it of which only inputs are known. */
  final void initialize(Time newZero, Time newBegin) {
    zero = newZero;
    begin = newBegin.max(newZero).floor(slide(), newZero);
    Duration least = slide();
    if (checkpointInterval == null) {
      checkpointInterval = hasState() ? defaultCheckpointInterval() : null;
    } else if (least.compareTo(checkpointInterval) <= 0) {
      least = checkpointInterval.multipliedBy(2);
    }
    rememberAtLeast(least);
  }

  /** Remembers datasets at least so long. */
  final void rememberAtLeast(Duration duration) {
    if (remember.compareTo(duration) < 0) {
      remember = duration;
    }
  }

  /** The last time on the grid that is not after a batch. */
  final Time lastOnGrid(Time batch) {
    return batch.floor(slide(), requireZero());
  }

  /** Whether this node has a dataset at the time: later than zero and on the grid. */
  final boolean isOnGrid(Time time) {
    Time origin = requireZero();
    return time.compareTo(origin) > 0 && Durations.isMultipleOf(time.minus(origin), slide());
  }

  /** The time before which there is nothing. */
  final Time requireZero() {
    if (zero == null) {
      throw new IllegalStateException(
          "Cannot compute "
              + describe()
              + ": it has not been initialized, expected a started context and an output"
              + " operation that needs it");
    }
    return zero;
  }

  /** The time up to which earlier processes computed, and what is not restored stays unknown. */
  final Time begin() {
    requireZero();
    return begin;
  }

  /** The dataset of a batch that has come; empty for one that has not, and off the grid. */
  final Optional<RDD<T>> atReached(Time time) {
    synchronized (graph) {
      requireZero();
      return graph.hasReached(time) ? at(time) : Optional.empty();
    }
  }

  /** The dataset at a time, computed at most once; empty off the grid. */
  final Optional<RDD<T>> at(Time time) {
    synchronized (graph) {
      RDD<T> known = generated.get(time);
      if (known != null) {
        return Optional.of(known);
      }
      if (!isOnGrid(time)) {
        return Optional.empty();
      }
      Optional<RDD<T>> computed = computeNamed(time);
      computed.ifPresent(rdd -> keep(time, rdd));
      return computed;
    }
  }

  private Optional<RDD<T>> computeNamed(Time time) {
    try {
      return compute(time);
    } catch (OperatorException alreadyNamed) {
      throw alreadyNamed;
    } catch (Throwable e) {
      throw OperatorException.of("compute " + describe(), time, e);
    }
  }

  /** Remembers the dataset of a time, and persists it as the user said. */
  final void keep(Time time, RDD<T> rdd) {
    if (storageLevel.isKept() && !rdd.storageLevel().isKept()) {
      rdd.persist(storageLevel);
    }
    generated.put(time, rdd);
  }

  /** The dataset computed for a time, if it is still remembered. */
  final Optional<RDD<T>> remembered(Time time) {
    return Optional.ofNullable(generated.get(time));
  }

  /** All datasets that are remembered, in order. */
  final NavigableMap<Time, RDD<T>> remembered() {
    return Collections.unmodifiableNavigableMap(generated);
  }

  /** The datasets before a time that are to be computed, in order, before anything reads on. */
  List<? extends RDD<?>> waiting(Time time) {
    return List.of();
  }

  /** Drops what nobody asks for any more once the batch is done. */
  void forget(Time batch) {
    NavigableMap<Time, RDD<T>> old = generated.headMap(batch.minus(remember), true);
    if ((graph.unpersists() || hasState()) && storageLevel.isKept()) {
      old.values().forEach(RDD::unpersist);
    }
    old.clear();
  }
}
