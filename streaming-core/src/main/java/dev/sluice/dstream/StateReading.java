package dev.sluice.dstream;

import dev.sluice.function.Tuple2;
import dev.sluice.ledger.Checkpoint.StateFiles;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.Step;
import dev.sluice.state.StateChange;
import dev.sluice.state.StateLoader;
import dev.sluice.state.StateMap;
import dev.sluice.state.StateStore;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads an operator's state from files, a task for each partition that was written. If the
 * operator's partitioner puts a key elsewhere, all keys are shuffled. Confined to one thread.
 *
 * @param <K> the keys
 * @param <S> the states
 * @param <R> what the operator keeps of a partition
 */
final class StateReading<K, S, R> {
  private final StateOperator<R> operator;
  private final StateForm<K, S, R> form;
  private final StateFiles files;
  private final StateStore store;

  StateReading(KeyedStateOperator<K, S, R> operator, StateFiles files, StateStore store) {
    this.operator = operator;
    this.form = operator.form();
    this.files = files;
    this.store = store;
  }

  /**
   * What was read. Immutable.
   *
   * @param dataset the state, computed and kept
   * @param keys how many there are
   * @param versions the state of each partition if it is that of the file of the same number and
   *     can tell what changes later
   */
  record Restored<K, S, R>(
      RDD<R> dataset, long keys, Optional<List<WrittenVersion<K, S>>> versions) {}

  /** Runs the jobs. */
  Restored<K, S, R> run() {
    if (files.partitions() == operator.partitioner().partitions()) {
      RDD<R> dataset = operator.dataset(List.of(read()), inPlace());
      List<Part<K, S>> partitions = compute(dataset);
      if (partitions.size() == files.partitions()) {
        return restored(dataset, partitions, true);
      }
      dataset.unpersist();
    }
    RDD<R> dataset = operator.dataset(List.of(shuffled().plan()), collected());
    return restored(dataset, compute(dataset), false);
  }

  private Restored<K, S, R> restored(
      RDD<R> dataset, List<Part<K, S>> partitions, boolean asWritten) {
    long keys = partitions.stream().mapToLong(Part::keys).sum();
    List<WrittenVersion<K, S>> maps = new ArrayList<>();
    partitions.forEach(partition -> partition.version().ifPresent(maps::add));
    boolean known = asWritten && maps.size() == partitions.size();
    return new Restored<>(dataset, keys, known ? Optional.of(maps) : Optional.empty());
  }

  /** A dataset with a partition for each that was written; its record is the states. */
  private Plan<StateMap<K, S>> read() {
    StateStore from = store;
    List<Time> chain = files.chain();
    boolean timed = form.isTimed();
    List<Split<StateMap<K, S>>> splits = new ArrayList<>();
    for (int number = 0; number < files.partitions(); number++) {
      int partition = number;
      splits.add(task -> List.of(from.<K, S>read(chain, partition, timed)).iterator());
    }
    return new Source<>(splits);
  }

  /** The states as a partition; without record if a key belongs to another one. */
  private Step.PartitionsFunction<R> inPlace() {
    StateForm<K, S, R> made = form;
    Partitioner partitioner = operator.partitioner();
    return (task, parents) -> {
      StateMap<K, S> map = Inputs.only(Inputs.<StateMap<K, S>>records(parents, 0));
      for (Tuple2<K, S> pair : map.pairs()) {
        if (partitioner.partition(pair._1()) != task.partition()) {
          return List.<R>of().iterator();
        }
      }
      return List.of(made.partition(map)).iterator();
    };
  }

  private PairRDD<K, StateChange<K, S>> shuffled() {
    return operator
        .graph()
        .rdds()
        .rdd(read())
        .flatMap(StateMap::entries)
        .mapToPair(entry -> new Tuple2<>(entry.key(), entry))
        .partitionBy(operator.partitioner());
  }

  private Step.PartitionsFunction<R> collected() {
    StateForm<K, S, R> made = form;
    Time time = files.time();
    return (task, parents) -> {
      StateLoader<K, S> loader = new StateLoader<>(made.isTimed());
      Inputs.<Tuple2<K, StateChange<K, S>>>records(parents, 0)
          .forEach(entry -> loader.add(entry._2()));
      return List.of(made.partition(loader.end(time))).iterator();
    };
  }

  /** What a task made of a partition. Immutable. */
  private record Part<K, S>(long keys, Optional<WrittenVersion<K, S>> version) {}

  /** Computes the dataset, which is kept from then on; answers for partitions with a record. */
  private List<Part<K, S>> compute(RDD<R> dataset) {
    StateForm<K, S, R> made = form;
    boolean isEmbedded = dataset.context().runner().isEmbedded();
    dataset.persist(operator.storageLevel());
    try {
      List<Optional<Part<K, S>>> parts =
          dataset
              .context()
              .runJob(
                  dataset,
                  (task, records) -> {
                    Iterator<R> partition = records.iterator();
                    if (!partition.hasNext()) {
                      return Optional.empty();
                    }
                    R state = partition.next();
                    return Optional.of(
                        new Part<>(
                            made.keys(state),
                            made.map(state).map(map -> WrittenVersion.of(map, isEmbedded))));
                  });
      return parts.stream().flatMap(Optional::stream).toList();
    } catch (JobException failed) {
      dataset.unpersist();
      throw failed;
    }
  }
}
