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
    Time last = newest == null ? begin() : newest.floor(slide, requireZero());
    Time next = last.plus(slide);
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
        remembered().headMap(time, false).values().stream()
            .filter(rdd -> !rdd.plan().isCut())
            .toList();
    return waiting.size() > MOST_NESTED ? waiting : List.of();
  }

  /** Drops what nobody asks for any more, but nothing that datasets to be computed begin from. */
  @Override
  void forget(Time batch) {
    super.forget(firstNeeded().map(time -> batch.min(lastWith(time))).orElse(batch));
  }

  /** The time of the dataset before the first one that no job has computed, if there is one. */
  private Optional<Time> firstNeeded() {
    Time before = null;
    for (Map.Entry<Time, RDD<R>> each : remembered().entrySet()) {
      if (!each.getValue().plan().isCut()) {
        return Optional.of(before == null ? each.getKey() : before);
      }
      before = each.getKey();
    }
    return Optional.empty();
  }

  /** The last batch at whose end the dataset of a time is still remembered. */
  final Time lastWith(Time time) {
    return time.plus(remember()).minus(Duration.ofMillis(1));
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

  /** The dataset that a function makes of the parents' partitions, one record for each. */
  final RDD<R> dataset(List<? extends Plan<?>> parents, Step.PartitionsFunction<R> function) {
    PartitionMap aligned = new PartitionMap.OneToOne(parents.size(), partitioner.partitions());
    Plan<R> plan = new Narrow<>(parents, aligned, new Step.Partitions<>(function), null);
    plan.truncate();
    return graph().rdds().rdd(plan);
  }
}
