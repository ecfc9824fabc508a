package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.function.Tuple2;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A remote engine must be able to ship every plan; no handle may hide in a function. */
class PlanSerializationTest {
  private final RddContext context = new RddContext(new TestRunner(2));

  @Test
  void every_operation_makes_a_serializable_plan() {
    RDD<Integer> numbers = context.parallelize(List.of(3, 1, 2), 2);
    PairRDD<Integer, Integer> pairs = numbers.mapToPair(n -> new Tuple2<>(n, n));
    List<RDD<?>> datasets =
        List.of(
            numbers.flatMap(List::of).filter(n -> n > 1),
            numbers.flatMapToPair(n -> List.of(new Tuple2<>(n, n))),
            numbers.keyBy(n -> n),
            numbers.mapPartitions(List::of),
            numbers.mapPartitionsToPair(r -> List.of()),
            numbers.mapPartitionsWithIndex((i, r) -> r).glom(),
            numbers.distinct().union(numbers).coalesce(1),
            numbers.sample(true, 0.5, 1).repartition(3),
            numbers.intersection(numbers).subtract(numbers),
            numbers.cartesian(numbers),
            numbers.zip(numbers),
            numbers.zipWithIndex(),
            numbers.zipWithUniqueId(),
            numbers.zipPartitions(numbers, (a, b) -> List.of(1)),
            numbers.sortBy(n -> n, false, 3),
            numbers.groupBy(n -> n),
            pairs.aggregateByKey(new ArrayList<>(), (list, n) -> list, (a, b) -> a),
            pairs.foldByKey(0, Integer::sum).reduceByKey(Integer::sum),
            pairs.combineByKey(n -> n, Integer::sum, Integer::sum).mapValues(n -> n),
            pairs.partitionBy(new HashPartitioner(2)).groupByKey(new HashPartitioner(2)),
            pairs.flatMapValues(List::of).sortByKey(),
            pairs.repartitionAndSortWithinPartitions(new HashPartitioner(2)),
            pairs.join(pairs),
            pairs.leftOuterJoin(pairs),
            pairs.rightOuterJoin(pairs),
            pairs.fullOuterJoin(pairs),
            pairs.cogroup(pairs, pairs),
            pairs.cogroup(pairs, pairs, pairs),
            pairs.subtractByKey(pairs));

    assertThat(datasets)
        .allSatisfy(
            dataset -> assertThatCode(() -> write(dataset.plan())).doesNotThrowAnyException());
  }

  private static void write(Plan<?> plan) throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(plan);
    }
  }
}
