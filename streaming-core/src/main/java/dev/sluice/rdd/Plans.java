package dev.sluice.rdd;

import dev.sluice.function.Function;
import dev.sluice.function.Tuple2;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Short forms for building plan nodes and looking at them. */
final class Plans {
  private Plans() {}

  /** A step over each partition after which nothing is known of the keys. */
  static <R> Plan<R> step(Plan<?> parent, Step step) {
    return new Narrow<>(List.of(parent), oneToOne(1, parent), step, null);
  }

  /** A step over each partition that leaves every key in its partition. */
  static <R> Plan<R> keyStep(Plan<?> parent, Step step) {
    return new Narrow<>(
        List.of(parent), oneToOne(1, parent), step, parent.partitioner().orElse(null));
  }

  /** The values alone. */
  static <V> Plan<V> values(Plan<? extends Tuple2<?, V>> pairs) {
    return step(pairs, new Step.Map<>((Function<Tuple2<?, V>, V>) t -> t._2()));
  }

  /** Views a plan of pairs by other types that its records have, too. */
  @SuppressWarnings("unchecked") // plans only hand records out
  static <K, V> Plan<Tuple2<K, V>> pairs(Plan<? extends Tuple2<K, ? extends V>> plan) {
    return (Plan<Tuple2<K, V>>) plan;
  }

  /** Partition i reads partition i of each of the parents, which have as many as the one given. */
  static PartitionMap oneToOne(int parents, Plan<?> like) {
    return new PartitionMap.OneToOne(parents, like.partitions());
  }

  /** The records that a function of partitions gets from one of its parents. */
  @SuppressWarnings("unchecked") // the caller built the node over parents of these types
  static <T> Records<T> records(List<Records<?>> parents, int parent) {
    return (Records<T>) parents.get(parent);
  }

  /** The same, one by one. */
  static <T> Iterator<T> iterator(List<Records<?>> parents, int parent) throws Exception {
    return Plans.<T>records(parents, parent).iterator();
  }

  /** Whether the plan has no records for sure, told without running anything. */
  static boolean knownEmpty(Plan<?> plan) {
    Set<Plan<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Plan<?>> open = new ArrayDeque<>();
    open.push(plan);
    while (!open.isEmpty()) {
      Plan<?> node = open.pop();
      if (node.partitions() == 0 || !seen.add(node)) {
        continue;
      }
      if (!isEmptyIfParentsAre(node)) {
        return false;
      }
      node.parents().forEach(open::push);
    }
    return true;
  }

  private static boolean isEmptyIfParentsAre(Plan<?> node) {
    if (node instanceof Narrow<?> narrow && narrow.step() instanceof Step.Partitions<?> step) {
      return step.function() instanceof EmptyPreserving<?>;
    }
    return !(node instanceof Source<?>);
  }
}
