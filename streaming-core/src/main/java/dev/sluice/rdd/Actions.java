package dev.sluice.rdd;

import dev.sluice.function.Function2;
import dev.sluice.function.VoidFunction;
import dev.sluice.io.KryoSerializer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What a dataset can tell the driver. Each action runs jobs, waits for them on the calling thread
 * and throws {@link JobException} if one fails, with the user's own exception as its cause.
 * Immutable but for the storage level.
 *
 * @param <T> the records
 */
abstract sealed class Actions<T> permits RDD {
  private final RddContext context;
  private final Plan<T> plan;

  Actions(RddContext context, Plan<T> plan) {
    this.context = context;
    this.plan = plan;
  }

  /** Where this dataset was made and where its jobs run. */
  public final RddContext context() {
    return context;
  }

  /** How the records are computed. */
  public final Plan<T> plan() {
    return plan;
  }

  /** A number that no other plan of this process has. */
  public final long id() {
    return plan.id();
  }

  /**
   * This dataset as the engine knows it, such as a {@code JavaRDD} of Apache Spark, for libraries
   * that are written for the engine.
   *
   * @throws IllegalArgumentException if the engine has no datasets of that type
   */
  public final <S> S unwrap(Class<S> type) {
    return context.runner().unwrap(plan, type);
  }

  /** The number of partitions, zero or more. */
  public final int partitions() {
    return plan.partitions();
  }

  /** How records are spread over partitions by key, when that is known. */
  public final Optional<Partitioner> partitioner() {
    return plan.partitioner();
  }

  /** Where computed partitions are kept; {@link StorageLevel#NONE} when they are not. */
  public final StorageLevel storageLevel() {
    return plan.storageLevel();
  }

  /**
   * Whether there are no records for sure, told without running anything. A false answer says
   * nothing.
   */
  public final boolean knownEmpty() {
    return Plans.knownEmpty(plan);
  }

  /** All records, partition after partition. */
  public final List<T> collect() {
    List<List<T>> partitions = unlessEmpty(Collecting.all());
    int size = partitions.stream().mapToInt(List::size).sum();
    List<T> all = new ArrayList<>(size);
    partitions.forEach(all::addAll);
    return all;
  }

  /** The number of records. */
  public final long count() {
    return unlessEmpty(Counting.<T>records()).stream().mapToLong(Long::longValue).sum();
  }

  /** How often each record occurs. */
  public final Map<T, Long> countByValue() {
    return Counting.sum(unlessEmpty(Counting.<T, T>by(record -> record)));
  }

  /** Whether there are no records; computes no more partitions than it must. */
  public final boolean isEmpty() {
    return take(1).isEmpty();
  }

  /**
   * The first record.
   *
   * @throws NoSuchElementException if there is none
   */
  public final T first() {
    return only(take(1), "take the first record");
  }

  /**
   * The first records in the order of the partitions. Computes the first partition, then four times
   * as many as before, until there are enough.
   *
   * @param n how many at most, zero or more
   */
  public final List<T> take(int n) {
    return Collecting.take(context.runner(), plan, n);
  }

  /** The smallest records by their natural order, ascending; {@code n} of them at most. */
  public final List<T> takeOrdered(int n) {
    return takeOrdered(n, Sorting.naturalOrder());
  }

  /** The smallest records, ascending; {@code n} of them at most. */
  public final List<T> takeOrdered(int n, Comparator<? super T> order) {
    return Collecting.smallest(unlessEmpty(Collecting.smallest(n, order)), n, order);
  }

  /** The largest records by their natural order, descending; {@code n} of them at most. */
  public final List<T> top(int n) {
    return top(n, Sorting.naturalOrder());
  }

  /** The largest records, descending; {@code n} of them at most. */
  public final List<T> top(int n, Comparator<? super T> order) {
    return takeOrdered(n, Collections.reverseOrder(order));
  }

  /**
   * The largest record.
   *
   * @throws NoSuchElementException if there is none
   */
  public final T max(Comparator<? super T> order) {
    return only(top(1, order), "find the largest record");
  }

  /**
   * The smallest record.
   *
   * @throws NoSuchElementException if there is none
   */
  public final T min(Comparator<? super T> order) {
    return only(takeOrdered(1, order), "find the smallest record");
  }

  /**
   * Makes one record of all, partition after partition.
   *
   * @param function associative; need not be commutative
   * @throws NoSuchElementException if there are no records
   */
  public final T reduce(Function2<T, T, T> function) {
    List<List<T>> partials = unlessEmpty(Folding.reduce(function));
    return only(DriverCall.of(() -> Folding.reduce(partials, function)), "reduce");
  }

  /** Like {@link #reduce}, with the partial results combined by tasks in two rounds. */
  public final T treeReduce(Function2<T, T, T> function) {
    return treeReduce(function, 2);
  }

  /**
   * Like {@link #reduce}, with the partial results combined by tasks in some rounds before the
   * driver combines the last few.
   *
   * @param function associative and commutative
   * @param depth the number of rounds, 1 or more
   */
  public final T treeReduce(Function2<T, T, T> function, int depth) {
    return TreeFolding.reduce(context, plan, function, depth).reduce(function);
  }

  /**
   * Folds all records into one value, partition after partition. Each partition starts from a copy
   * of the zero, which the function may change and return.
   */
  public final T fold(T zero, Function2<T, T, T> function) {
    return aggregate(zero, function, function);
  }

  /**
   * Folds the records of each partition into a value, and those values into one, in order of the
   * partitions.
   *
   * @param zero a neutral value, copied for each partition by {@link KryoSerializer}
   * @param add adds a record; may change and return its first argument
   * @param combine joins two values; may change and return its first argument
   */
  public final <U> U aggregate(U zero, Function2<U, T, U> add, Function2<U, U, U> combine) {
    List<U> partials = context.run(plan, Folding.fold(Zero.of(zero), add));
    return DriverCall.of(() -> Folding.combine(Zero.of(zero).call(), partials, combine));
  }

  /** Like {@link #aggregate}, with the partial values combined by tasks in two rounds. */
  public final <U> U treeAggregate(U zero, Function2<U, T, U> add, Function2<U, U, U> combine) {
    return treeAggregate(zero, add, combine, 2);
  }

  /**
   * Like {@link #aggregate}, with the partial values combined by tasks in some rounds before the
   * driver combines the last few; {@code combine} must be commutative, too.
   *
   * @param depth the number of rounds, 1 or more
   */
  public final <U> U treeAggregate(
      U zero, Function2<U, T, U> add, Function2<U, U, U> combine, int depth) {
    List<U> partials =
        TreeFolding.fold(context, plan, Zero.of(zero), add, combine, depth).collect();
    return DriverCall.of(() -> Folding.combine(Zero.of(zero).call(), partials, combine));
  }

  /** Calls the action for every record, in tasks. */
  public final void foreach(VoidFunction<T> action) {
    unlessEmpty(
        (task, records) -> {
          records.forEach(action);
          return true;
        });
  }

  /** Calls the action for every partition, empty ones too, in tasks. */
  public final void foreachPartition(VoidFunction<Iterator<T>> action) {
    context.run(
        plan,
        (task, records) -> {
          action.call(records.iterator());
          return true;
        });
  }

  /** All records, one partition in memory at a time; each is computed when it is reached. */
  public final Iterator<T> toLocalIterator() {
    return new PartitionsIterator<>(context.runner(), plan);
  }

  /** Runs a job over all partitions, or none if there are no records for sure. */
  final <R> List<R> unlessEmpty(PartitionFunction<T, R> function) {
    return knownEmpty() ? List.of() : context.run(plan, function);
  }

  private static <T> T only(List<T> records, String purpose) {
    if (records.isEmpty()) {
      throw new NoSuchElementException("Cannot " + purpose + ": the dataset is empty");
    }
    return records.get(0);
  }
}
