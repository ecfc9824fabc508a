package dev.sluice.dstream;

import dev.sluice.function.Function2;
import dev.sluice.function.Tuple2;
import dev.sluice.rdd.PairRDD;
import dev.sluice.rdd.Partitioner;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.Records;
import dev.sluice.state.StateTable;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Optional;

/** The tables behind {@code updateStateByKey}. */
final class UpdateStateOperator<K, V, S> extends KeyedStateOperator<K, S, StateTable<K, S>> {
  private final Operator<Tuple2<K, V>> parent;
  private final Function2<List<V>, Optional<S>, Optional<S>> function;
  private final Optional<PairRDD<K, S>> initialState;

  UpdateStateOperator(
      Operator<Tuple2<K, V>> parent,
      Function2<List<V>, Optional<S>, Optional<S>> function,
      Partitioner partitioner,
      Optional<PairRDD<K, S>> initialState) {
    super(parent.graph(), "updateStateByKey", partitioner, parent.slide());
    this.parent = parent;
    this.function = function;
    this.initialState = initialState;
  }

  @Override
  List<Operator<Tuple2<K, V>>> parents() {
    return List.of(parent);
  }

  @Override
  StateForm<K, S, StateTable<K, S>> form() {
    return new StateForm.OfTables<>();
  }

  @Override
  Optional<RDD<StateTable<K, S>>> compute(Time time, Optional<RDD<StateTable<K, S>>> previous) {
    Optional<RDD<Tuple2<K, V>>> input = parent.at(time);
    if (previous.isEmpty() && input.isEmpty()) {
      return Optional.empty();
    }
    PairRDD<K, V> records =
        input
            .map(PairRDD::fromRDD)
            .orElseGet(graph().rdds()::emptyPairRDD)
            .partitionBy(partitioner());
    return Optional.of(previous.map(rdd -> next(rdd, records)).orElseGet(() -> first(records)));
  }

  private RDD<StateTable<K, S>> first(PairRDD<K, V> records) {
    PairRDD<K, S> initial =
        initialState.orElseGet(graph().rdds()::emptyPairRDD).partitionBy(partitioner());
    Function2<List<V>, Optional<S>, Optional<S>> update = function;
    return dataset(
        List.of(initial.plan(), records.plan()),
        (task, parents) ->
            List.of(
                    StateTable.of(Inputs.<Tuple2<K, S>>records(parents, 0))
                        .update(Inputs.<Tuple2<K, V>>records(parents, 1), update))
                .iterator());
  }

  private RDD<StateTable<K, S>> next(RDD<StateTable<K, S>> previous, PairRDD<K, V> records) {
    Function2<List<V>, Optional<S>, Optional<S>> update = function;
    return dataset(
        List.of(previous.plan(), records.plan()),
        (task, parents) -> {
          Records<StateTable<K, S>> before = Inputs.records(parents, 0);
          Records<Tuple2<K, V>> values = Inputs.records(parents, 1);
          return List.of(Inputs.only(before).update(values, update)).iterator();
        });
  }
}
