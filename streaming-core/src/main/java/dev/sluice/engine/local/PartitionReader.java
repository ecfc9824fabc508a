package dev.sluice.engine.local;

import dev.sluice.function.Function;
import dev.sluice.function.VoidFunction;
import dev.sluice.rdd.Narrow;
import dev.sluice.rdd.PartitionCounts;
import dev.sluice.rdd.PartitionMap.Input;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Records;
import dev.sluice.rdd.Shuffle;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Step;
import dev.sluice.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions of plans inside a task. A chain of narrow nodes is walked once for each
 * partition, from its end to its source, and becomes one nested call (when pushed) or one nested
 * iterator (when pulled) for all of its steps. Confined to the task's thread.
 */
final class PartitionReader {
  private final TaskContext context;
  private final TaskRuntime runtime;

  PartitionReader(TaskContext context, TaskRuntime runtime) {
    this.context = context;
    this.runtime = runtime;
  }

  TaskContext context() {
    return context;
  }

  /** The records of a partition, to be consumed once. */
  @SuppressWarnings("unchecked")
  <T> Records<T> records(Plan<T> plan, int partition) {
    return (Records<T>) new PlanRecords(this, List.of(new PlanRecords.Part(plan, partition)));
  }

  /** Calls the sink for every record of a partition, or until the gate is closed. */
  void push(Plan<?> plan, int partition, VoidFunction<Object> sink, @Nullable Gate gate)
      throws Exception {
    PartitionCounts counts = plan.countsAsked();
    if (counts == null) {
      pushUncounted(plan, partition, sink, gate);
      return;
    }
    Counted counted = new Counted(sink);
    pushUncounted(plan, partition, counted, gate);
    if (gate == null || !gate.isClosed()) {
      counts.set(partition, counted.records());
    }
  }

  private void pushUncounted(
      Plan<?> plan, int partition, VoidFunction<Object> sink, @Nullable Gate gate)
      throws Exception {
    if (plan.storageLevel().isKept()) {
      drain(runtime.kept().read(plan, partition, this), sink, gate);
    } else {
      pushComputed(plan, partition, sink, gate);
    }
  }

  /** Like {@link #push}, without regard to what is kept of this node itself. */
  void pushComputed(Plan<?> plan, int partition, VoidFunction<Object> sink, @Nullable Gate gate)
      throws Exception {
    if (plan instanceof Narrow<?> narrow && !(narrow.step() instanceof Step.Partitions<?>)) {
      VoidFunction<Object> into = Chain.sink(narrow.step(), sink, gate);
      for (Input input : narrow.partitionMap().inputs(partition)) {
        if (gate != null && gate.isClosed()) {
          return;
        }
        push(narrow.parents().get(input.parent()), input.partition(), into, gate);
      }
    } else {
      drain(open(plan, partition), sink, gate);
    }
  }

  /** The records of a partition one by one; nothing is computed before it is asked for. */
  Iterator<?> pull(Plan<?> plan, int partition) throws Exception {
    PartitionCounts counts = plan.countsAsked();
    Iterator<?> records = pullUncounted(plan, partition);
    return counts == null ? records : counts.counting(partition, records);
  }

  private Iterator<?> pullUncounted(Plan<?> plan, int partition) throws Exception {
    if (plan.storageLevel().isKept()) {
      return closedAtEnd(runtime.kept().read(plan, partition, this));
    }
    if (plan instanceof Narrow<?> narrow && !(narrow.step() instanceof Step.Partitions<?>)) {
      List<PlanRecords.Part> parts = new ArrayList<>();
      for (Input input : narrow.partitionMap().inputs(partition)) {
        parts.add(new PlanRecords.Part(narrow.parents().get(input.parent()), input.partition()));
      }
      return Chain.iterator(narrow.step(), pull(parts));
    }
    return closedAtEnd(open(plan, partition));
  }

  /** The records of some partitions, each opened when the one before it ends. */
  Iterator<?> pull(List<PlanRecords.Part> parts) throws Exception {
    return parts.size() == 1
        ? pull(parts.get(0).plan(), parts.get(0).partition())
        : Chain.concat(parts, part -> pull(part.plan(), part.partition()));
  }

  private Iterator<?> open(Plan<?> plan, int partition) throws Exception {
    if (plan instanceof Source<?> source) {
      return source.splits().get(partition).open(context.at(partition));
    }
    if (plan instanceof Shuffle<?, ?, ?> shuffle) {
      return Arrays.asList(shuffled(shuffle, partition)).iterator();
    }
    Narrow<?> narrow = (Narrow<?>) plan;
    Step.Partitions<?> step = (Step.Partitions<?>) narrow.step();
    return step.function().call(context.at(partition), parents(narrow, partition));
  }

  private Object[] shuffled(Shuffle<?, ?, ?> shuffle, int partition) throws Exception {
    Object[] records = runtime.shuffles().of(shuffle).read(partition);
    while (records == null) {
      runtime.recompute().accept(shuffle);
      records = runtime.shuffles().of(shuffle).read(partition);
    }
    return records;
  }

  private List<Records<?>> parents(Narrow<?> narrow, int partition) {
    List<List<PlanRecords.Part>> parts = new ArrayList<>();
    narrow.parents().forEach(parent -> parts.add(new ArrayList<>()));
    for (Input input : narrow.partitionMap().inputs(partition)) {
      Plan<?> parent = narrow.parents().get(input.parent());
      parts.get(input.parent()).add(new PlanRecords.Part(parent, input.partition()));
    }
    List<Records<?>> records = new ArrayList<>();
    parts.forEach(ofParent -> records.add(new PlanRecords(this, ofParent)));
    return records;
  }

  private Iterator<?> closedAtEnd(Iterator<?> records) {
    if (records instanceof AutoCloseable closeable) {
      context.onEnd(closeable);
    }
    return records;
  }

  private void drain(Iterator<?> records, VoidFunction<Object> sink, @Nullable Gate gate)
      throws Exception {
    if (records instanceof AutoCloseable closeable) {
      try (closeable) {
        drainOpen(records, sink, gate);
      }
    } else {
      drainOpen(records, sink, gate);
    }
  }

  private void drainOpen(Iterator<?> records, VoidFunction<Object> sink, @Nullable Gate gate)
      throws Exception {
    try {
      if (gate == null) {
        records.forEachRemaining(record -> accept(record, sink));
      } else {
        while (!gate.isClosed() && records.hasNext()) {
          accept(records.next(), sink);
        }
      }
    } catch (CarriedException carrier) {
      throw carrier.carried();
    }
  }

  private void accept(Object record, VoidFunction<Object> sink) {
    if (context.isCancelled()) {
      throw new CarriedException(new InterruptedException("the task was cancelled"));
    }
    try {
      sink.call(record);
    } catch (Exception failure) {
      throw CarriedException.unchecked(failure);
    }
  }

  /** Stops a push early. Confined to the task's thread. */
  static final class Gate {
    private boolean closed;

    boolean isClosed() {
      return closed;
    }

    /** Closes the gate once the action answers false. */
    VoidFunction<Object> guard(Function<Object, Boolean> action) {
      return record -> closed = closed || !action.call(record);
    }
  }
}
