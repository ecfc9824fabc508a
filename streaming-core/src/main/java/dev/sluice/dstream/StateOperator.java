package dev.sluice.dstream;

import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.PartitionMap;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Step;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operator whose dataset is made of its own dataset one slide before. There is one record for
 * each partition, the state of all keys in it, and lineage ends at every dataset that is computed.
 *
 * <p>Thread-safe: guarded by the graph's monitor.
 *
 * @param <R> what is kept of a partition
 */
abstract class StateOperator<R> extends Operator<R> {
  private static final int MOST_NESTED = 16;

  private final Partitioner partitioner;
  private final Duration slide;
  private @Nullable Time oldest;
  private @Nullable Time newest;

  StateOperator(DStreamGraph graph, String kind, Partitioner partitioner, Duration slide) {
    super(graph, kind);
    this.partitioner = partitioner;
    this.slide = slide;
    persistByDefault(StorageLevel.MEMORY_ONLY);
  }

  /** The dataset after the previous one, if that exists. */
  abstract Optional<RDD<R>> compute(Time time, Optional<RDD<R>> previous) throws Exception;

  @Override
  final Optional<RDD<R>> compute(Time time) throws Exception {
    Time next = next();
    if (time.isBefore(next)) {
      return forgotten(time);
    }
    for (Time each : next.until(time, slide)) {
      at(each);
    }
    Optional<RDD<R>> previous = newest == null ? Optional.empty() : at(newest);
    Optional<RDD<R>> computed = compute(time, previous);
    newest = time;
    if (oldest == null && computed.isPresent()) {
      oldest = time;
    }
    return computed;
  }

  /** The first time whose state nobody has asked for. */
  private Time next() {
    return lastOnGrid(newest == null ? historyBegin(begin()) : newest).plus(slide);
  }

  /**
   * The time whose state makes all later ones that are read when the program goes on from a batch;
   * that batch itself if what has been read in between may be gone.
   */
  final Time historyBegin(Time batch) {
    return isReadAgain() ? batch.minus(history()).max(requireZero()) : batch;
  }

  /** Begins with a dataset, which need not be of a time on the grid. */
  final void beginWith(Time time, RDD<R> dataset) {
    keep(time, dataset);
    oldest = time;
    newest = time;
  }

  /** Whether a dataset was computed, or there is one to begin with. */
  final boolean hasBegun() {
    return newest != null;
  }

  private Optional<RDD<R>> forgotten(Time time) {
    if (oldest == null || time.isBefore(oldest)) {
      return Optional.empty();
    }
    throw new IllegalStateException(
        "Cannot go back in state: found a time before "
            + newest
            + " whose dataset is no longer remembered, expected a later one; remember it for longer");
  }

  /** The states that no job has computed, if there are many: reading them nests once for each. */
  @Override
  final List<RDD<R>> waiting(Time time) {
    List<RDD<R>> waiting =
        unsettled(remembered().headMap(time, false)).values().stream()
            .filter(rdd -> !rdd.plan().isCut())
            .toList();
    return waiting.size() > MOST_NESTED ? waiting : List.of();
  }

  /** The last batch at whose end the dataset of a time is still remembered. */
  final Time lastWith(Time time) {
    return time.plus(remember()).minus(Duration.ofMillis(1));
  }

  /** The first time whose state no job has computed. */
  final Time pending() {
    NavigableMap<Time, RDD<R>> unsettled = unsettled(remembered());
    return unsettled.isEmpty() ? next() : unsettled.firstKey();
  }

  /**
   * The states after the last one of them where lineage has ended. Those before need not be
   * computed again; an engine may end lineage at some states only.
   */
  private static <R> NavigableMap<Time, RDD<R>> unsettled(NavigableMap<Time, RDD<R>> all) {
    for (Map.Entry<Time, RDD<R>> state : all.descendingMap().entrySet()) {
      if (state.getValue().plan().isCut()) {
        return all.tailMap(state.getKey(), false);
      }
    }
    return all;
  }

  @Override
  final boolean hasState() {
    return true;
  }

  @Override
  final Duration slide() {
    return slide;
  }

  final Partitioner partitioner() {
    return partitioner;
  }

  /** How many versions of the state are kept at a time. */
  final int versions() {
    return Math.toIntExact(remember().dividedBy(slide) + 1);
  }

  /** The function, and whatever else is to be noted of the partitions that it makes. */
  abstract Step.PartitionsFunction<R> counted(Step.PartitionsFunction<R> function);

  /** The dataset that a function makes of the parents' partitions, one record for each. */
  final RDD<R> dataset(List<? extends Plan<?>> parents, Step.PartitionsFunction<R> function) {
    PartitionMap aligned = new PartitionMap.OneToOne(parents.size(), partitioner.partitions());
    Plan<R> plan = new Narrow<>(parents, aligned, new Step.Partitions<>(counted(function)), null);
    plan.truncate();
    return graph().rdds().rdd(plan);
  }
}
