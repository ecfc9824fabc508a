package dev.sluice.dstream;

import dev.sluice.dstream.Output.Effect;
import dev.sluice.function.VoidFunction;
import dev.sluice.function.VoidFunction2;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.SaveMode;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What leaves a stream: its output operations and its datasets by time. Thread-safe: guarded by the
 * graph's monitor.
 *
 * @param <T> the records
 * @param <R> the datasets
 */
abstract sealed class DStreamOutputs<T, R extends RDD<T>> permits RecordOperations {
  private static final int PRINTED = 10;

  private final Operator<T> operator;

  DStreamOutputs(Operator<T> operator) {
    this.operator = operator;
  }

  /** A dataset as functions over streams of this kind see it. */
  abstract R view(RDD<T> rdd);

  final Operator<T> operator() {
    return operator;
  }

  /** How often there is a dataset: every batch, unless a window slides more slowly. */
  public final Duration slideDuration() {
    return operator.slide();
  }

  /**
   * The datasets of the batches from one time to another, both included; those whose input is not
   * remembered and those of batches to come are left out.
   *
   * @throws IllegalStateException if the context is not started, or no output operation needs this
   *     stream
   * @throws OperatorException if a state is no longer remembered
   */
  public final List<R> slice(Time from, Time to) {
    Time zero = operator.requireZero();
    List<R> datasets = new ArrayList<>();
    Time first = from.floor(slideDuration(), zero);
    for (Time time : first.to(to.floor(slideDuration(), zero), slideDuration())) {
      operator.atReached(time).map(this::view).ifPresent(datasets::add);
    }
    return datasets;
  }

  /** The dataset of a batch; empty if there is none at that time, or not yet. */
  public final Optional<R> compute(Time time) {
    return operator.atReached(time).map(this::view);
  }

  /** Calls a function in the driver with every dataset. */
  public final void foreachRDD(VoidFunction<R> function) {
    output("foreachRDD", Effect.AT_LEAST_ONCE, (rdd, time) -> function.call(rdd));
  }

  /** Calls a function in the driver with every dataset and its batch time. */
  public final void foreachRDD(VoidFunction2<R, Time> function) {
    output("foreachRDD", Effect.AT_LEAST_ONCE, function);
  }

  /**
   * Calls a function in the driver with every dataset and the id of its batch, which is the same
   * when the batch runs again: what was written with the id of a batch need not be written again.
   *
   * @param name as for {@link #saveTo}
   */
  public final void foreachRDD(String name, VoidFunction2<R, BatchId> function) {
    add(
        "foreachRDD",
        Effect.AT_LEAST_ONCE,
        requireName(name),
        (rdd, time) -> function.call(view(rdd), batch(name, time)));
  }

  /**
   * Calls a function in tasks with every partition, even one without records, and the id of that
   * partition of the batch, which is the same when the batch runs again.
   *
   * @param name as for {@link #saveTo}
   */
  public final void foreachPartition(String name, VoidFunction2<Iterator<T>, BatchId> function) {
    add(
        "foreachPartition",
        Effect.AT_LEAST_ONCE,
        requireName(name),
        (rdd, time) -> PartitionCall.all(rdd, batch(name, time), function));
  }

  /**
   * Writes every batch to an output that remembers what it has, so that a batch that runs again is
   * not written twice. A task writes each partition that has records, see {@link
   * TransactionalOutput}; partitions must have the same records when a batch runs again, so
   * functions must not depend on chance or on the time of day.
   *
   * @param name what the output remembers batches by and a changed program finds them by: not
   *     blank, of this output alone, the same as long as the program goes on from its checkpoints
   * @param output what records are written to; serializable
   */
  public final void saveTo(String name, TransactionalOutput<? super T> output) {
    requireName(name);
    BatchWriter<T> writer = new BatchWriter<>(output, () -> operator.graph().forgotten());
    operator.graph().endings().add(output::stop);
    add("saveTo", Effect.ONCE, name, (rdd, time) -> writer.write(rdd, batch(name, time)));
  }

  private static String requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot add an output operation: found a blank name, expected a name");
    }
    return name;
  }

  private BatchId batch(String name, Time time) {
    return BatchId.whole(operator.graph().application(), name, time);
  }

  private void output(String kind, Effect effect, VoidFunction2<R, Time> function) {
    add(kind, effect, null, (rdd, time) -> function.call(view(rdd), time));
  }

  private void add(
      String kind, Effect effect, @Nullable String name, VoidFunction2<RDD<T>, Time> function) {
    operator.graph().add(new Output<>(kind, effect, name, operator, function));
  }

  /** Prints the first ten records of every batch to the standard output of the driver. */
  public final void print() {
    print(PRINTED);
  }

  /** Prints the first records of every batch to the standard output of the driver. */
  public final void print(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("Cannot print " + most + " records, expected 0 or more");
    }
    output("print", Effect.AT_LEAST_ONCE, (rdd, time) -> ConsolePrinter.print(rdd, time, most));
  }

  /** Writes every batch to a directory of text files, {@code prefix-<time in ms>}. */
  public final void saveAsTextFiles(String prefix) {
    saveAsTextFiles(prefix, "");
  }

  /**
   * Writes every batch to a directory of text files, {@code prefix-<time in ms>.suffix}. A
   * directory appears when it is complete; one of the same batch is replaced.
   */
  public final void saveAsTextFiles(String prefix, String suffix) {
    output(
        "saveAsTextFiles",
        Effect.REPLACED,
        (rdd, time) ->
            rdd.saveAsTextFile(BatchFiles.directory(prefix, suffix, time), SaveMode.REPLACE));
  }

  /** Writes every batch to a directory of object files, {@code prefix-<time in ms>}. */
  public final void saveAsObjectFiles(String prefix) {
    saveAsObjectFiles(prefix, "");
  }

  /**
   * Writes every batch to a directory of object files, {@code prefix-<time in ms>.suffix}, which
   * {@link dev.sluice.rdd.RddContext#objectFile} reads. A directory appears when it is complete;
   * one of the same batch is replaced.
   */
  public final void saveAsObjectFiles(String prefix, String suffix) {
    output(
        "saveAsObjectFiles",
        Effect.REPLACED,
        (rdd, time) ->
            rdd.saveAsObjectFile(BatchFiles.directory(prefix, suffix, time), SaveMode.REPLACE));
  }

  /**
   * Writes every batch in a form of one's own, such as those of {@code streaming-hadoop}, to the
   * directory {@code prefix-<time in ms>.suffix}.
   *
   * @param kind what the output operation is called, such as {@code saveAsHadoopFiles}
   * @param suffix empty for none
   * @param writer called in the driver with the dataset and the name of the directory, once or
   *     again if the batch runs again; replaces what is there already, and lets the directory
   *     appear when it is complete
   */
  public final void saveAsDirectories(
      String kind, String prefix, String suffix, VoidFunction2<R, String> writer) {
    output(
        kind,
        Effect.REPLACED,
        (rdd, time) -> writer.call(rdd, BatchFiles.directory(prefix, suffix, time)));
  }
}
