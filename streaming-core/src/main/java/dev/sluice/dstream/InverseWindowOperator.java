package dev.sluice.dstream;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.state.StateMap;
import dev.sluice.state.StatePartition;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of a window by key, each window made of the one before it; the first one of a process
 * is made of all that is in it.
 */
final class InverseWindowOperator<K, V> extends KeyedStateOperator<K, V, StatePartition<K, V, V>> {
  private final Operator<Tuple2<K, V>> parent;
  private final InverseWindow<K, V> inverseWindow;
  private final Duration window;

  /**
   * A window.
   *
   * @param parent one pair for each key, under the partitioner
   */
  InverseWindowOperator(
      Operator<Tuple2<K, V>> parent,
      InverseWindow<K, V> inverseWindow,
      Duration window,
      Duration slide,
      Partitioner partitioner) {
    super(parent.graph(), "reduceByKeyAndWindow", partitioner, slide);
    WindowOperator.requireMultiple("window", window, parent);
    WindowOperator.requireMultiple("slide", slide, parent);
    this.parent = parent;
    this.inverseWindow = inverseWindow;
    this.window = window;
    parent.persistByDefault(StorageLevel.MEMORY_ONLY_SER);
  }

  @Override
  StateForm<K, V, StatePartition<K, V, V>> form() {
    return new StateForm.OfMaps<>(false, versions());
  }

  /** Values of another window are of no use. */
  @Override
  String storedKind() {
    return "%s of %d ms every %d ms".formatted(kind(), window.toMillis(), slide().toMillis());
  }

  /** Not where what leaves the window may be gone, as it could not be taken off. */
  @Override
  boolean isStored() {
    return isReadAgain();
  }

  /** The window is made again of its inputs where it is not found. */
  @Override
  boolean isMadeAgain() {
    return true;
  }

  @Override
  List<Operator<Tuple2<K, V>>> parents() {
    return List.of(parent);
  }

  @Override
  Duration parentRemember(Duration own) {
    return own.plus(window);
  }

  @Override
  Optional<RDD<StatePartition<K, V, V>>> compute(
      Time time, Optional<RDD<StatePartition<K, V, V>>> previous) {
    Time start = time.minus(window);
    Time before = previous.isPresent() ? time.minus(slide()) : start;
    Time startBefore = previous.isPresent() ? before.minus(window) : start;
    List<Plan<?>> plans = new ArrayList<>();
    List<Plan<Tuple2<K, V>>> left = datasets(startBefore, before.min(start));
    List<Plan<Tuple2<K, V>>> entered = datasets(before.max(start), time);
    previous.ifPresent(rdd -> plans.add(rdd.plan()));
    int firstLeft = plans.size();
    plans.addAll(left);
    int firstEntered = plans.size();
    plans.addAll(entered);
    InverseWindow<K, V> values = inverseWindow;
    int versions = versions();
    return Optional.of(
        dataset(
            plans,
            (task, parents) -> {
              StateMap<K, V> last =
                  firstLeft == 0
                      ? StateMap.empty(false)
                      : Inputs.only(Inputs.<StatePartition<K, V, V>>records(parents, 0)).state();
              var draft = last.next(time);
              values.slide(
                  draft,
                  records(parents, firstLeft, firstEntered),
                  records(parents, firstEntered, parents.size()));
              return List.of(new StatePartition<K, V, V>(draft.commit(), List.of(), versions))
                  .iterator();
            }));
  }

  /** The parent's datasets later than one time, up to another. */
  private List<Plan<Tuple2<K, V>>> datasets(Time after, Time last) {
    List<Plan<Tuple2<K, V>>> datasets = new ArrayList<>();
    for (Time each : after.plus(parent.slide()).to(last, parent.slide())) {
      if (each.isAfter(requireZero())) {
        parent.at(each).ifPresent(rdd -> datasets.add(rdd.plan()));
      }
    }
    return datasets;
  }

  private static <K, V> List<Records<Tuple2<K, V>>> records(
      List<Records<?>> parents, int from, int to) {
    List<Records<Tuple2<K, V>>> records = new ArrayList<>();
    for (int parent = from; parent < to; parent++) {
      records.add(Inputs.records(parents, parent));
    }
    return records;
  }
}
