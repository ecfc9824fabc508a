package dev.sluice.dstream;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Records;
import dev.sluice.state.StateDraft;
import dev.sluice.state.StateMap;
import dev.sluice.state.StateMapping;
import dev.sluice.state.StatePartition;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The states behind {@code mapWithState}, and what the function made of each batch. */
final class MapStateOperator<K, V, S, M> extends KeyedStateOperator<K, S, StatePartition<K, S, M>> {
  private static final int SLIDES_BETWEEN_CHECKPOINTS = 10;

  private final Operator<Tuple2<K, V>> parent;
  private final StateMapping<K, V, S, M> mapping;
  private final Optional<PairRDD<K, S>> initialState;

  MapStateOperator(
      Operator<Tuple2<K, V>> parent,
      StateMapping<K, V, S, M> mapping,
      Partitioner partitioner,
      Optional<PairRDD<K, S>> initialState) {
    super(parent.graph(), "mapWithState", partitioner, parent.slide());
    this.parent = parent;
    this.mapping = mapping;
    this.initialState = initialState;
  }

  @Override
  List<Operator<Tuple2<K, V>>> parents() {
    return List.of(parent);
  }

  @Override
  StateForm<K, S, StatePartition<K, S, M>> form() {
    return new StateForm.OfMaps<>(mapping.timesOut(), versions());
  }

  @Override
  Duration defaultCheckpointInterval() {
    return slide().multipliedBy(SLIDES_BETWEEN_CHECKPOINTS);
  }

  @Override
  Optional<RDD<StatePartition<K, S, M>>> compute(
      Time time, Optional<RDD<StatePartition<K, S, M>>> previous) {
    PairRDD<K, V> records =
        parent
            .at(time)
            .map(PairRDD::fromRDD)
            .orElseGet(graph().rdds()::emptyPairRDD)
            .partitionBy(partitioner());
    return Optional.of(
        previous.map(rdd -> next(time, rdd, records)).orElseGet(() -> first(time, records)));
  }

  private RDD<StatePartition<K, S, M>> first(Time time, PairRDD<K, V> records) {
    PairRDD<K, S> initial =
        initialState.orElseGet(graph().rdds()::emptyPairRDD).partitionBy(partitioner());
    StateMapping<K, V, S, M> function = mapping;
    int versions = versions();
    return dataset(
        List.of(initial.plan(), records.plan()),
        (task, parents) -> {
          StateDraft<K, S> draft = StateMap.<K, S>empty(function.timesOut()).next(time);
          Inputs.<Tuple2<K, S>>records(parents, 0).forEach(pair -> draft.put(pair._1(), pair._2()));
          Records<Tuple2<K, V>> values = Inputs.records(parents, 1);
          return List.of(partition(function, draft, time, values, versions)).iterator();
        });
  }

  private RDD<StatePartition<K, S, M>> next(
      Time time, RDD<StatePartition<K, S, M>> previous, PairRDD<K, V> records) {
    StateMapping<K, V, S, M> function = mapping;
    int versions = versions();
    return dataset(
        List.of(previous.plan(), records.plan()),
        (task, parents) -> {
          Records<StatePartition<K, S, M>> before = Inputs.records(parents, 0);
          StateDraft<K, S> draft = Inputs.only(before).state().next(time);
          Records<Tuple2<K, V>> values = Inputs.records(parents, 1);
          return List.of(partition(function, draft, time, values, versions)).iterator();
        });
  }

  private static <K, V, S, M> StatePartition<K, S, M> partition(
      StateMapping<K, V, S, M> mapping,
      StateDraft<K, S> draft,
      Time time,
      Records<Tuple2<K, V>> records,
      int versions)
      throws Exception {
    List<M> mapped = mapping.apply(draft, time, records);
    return new StatePartition<>(draft.commit(), mapped, versions);
  }
}
