package dev.sluice.rdd;

import dev.sluice.function.FlatMapFunction;
import dev.sluice.function.Function;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** What a {@link Narrow} node does to records. Immutable; types are checked where it is built. */
public sealed interface Step extends Serializable {
  /** One record for each record. */
  record Map<T, R>(Function<T, R> function) implements Step {}

  /** The records the function accepts. */
  record Filter<T>(Function<T, Boolean> function) implements Step {}

  /** Any number of records for each record. */
  record FlatMap<T, R>(FlatMapFunction<T, R> function) implements Step {}

  /** The parents' records, one input after the other. */
  record Concat() implements Step {}

  /** A function of whole partitions, one argument for each parent. */
  record Partitions<R>(PartitionsFunction<R> function) implements Step {}

  /**
   * A function of the partitions that meet in one.
   *
   * @param <R> the records it yields
   */
  @FunctionalInterface
  interface PartitionsFunction<R> extends Serializable {
    /**
     * Computes a partition.
     *
     * @param context the task {@linkplain TaskContext#at at} this partition: its number is the one
     *     within this node
     * @param parents for each parent, in order, the records of all its partitions that are read
     *     here
     */
    Iterator<R> call(TaskContext context, List<Records<?>> parents) throws Exception;
  }
}
