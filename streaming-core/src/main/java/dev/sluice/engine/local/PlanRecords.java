package dev.sluice.engine.local;

import dev.sluice.function.Function;
import dev.sluice.function.VoidFunction;
import dev.sluice.rdd.Plan;
import dev.sluice.rdd.Records;
import java.util.Iterator;
import java.util.List;

/** The records of some partitions, one partition after the other. Confined to the task's thread. */
final class PlanRecords implements Records<Object> {
  private final PartitionReader reader;
  private final List<Part> parts;
  private boolean consumed;

  PlanRecords(PartitionReader reader, List<Part> parts) {
    this.reader = reader;
    this.parts = parts;
  }

  /** A partition of a plan. Immutable. */
  record Part(Plan<?> plan, int partition) {}

  @Override
  public void forEach(VoidFunction<? super Object> action) throws Exception {
    consume();
    for (Part part : parts) {
      reader.push(part.plan(), part.partition(), action, null);
    }
  }

  @Override
  public void forEachWhile(Function<? super Object, Boolean> action) throws Exception {
    consume();
    PartitionReader.Gate gate = new PartitionReader.Gate();
    VoidFunction<Object> sink = gate.guard(action);
    for (Part part : parts) {
      if (!gate.isClosed()) {
        reader.push(part.plan(), part.partition(), sink, gate);
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<Object> iterator() throws Exception {
    consume();
    return (Iterator<Object>) reader.pull(parts);
  }

  private void consume() {
    if (consumed) {
      throw new IllegalStateException(
          "Cannot read the records of a partition: found a second reading, expected one");
    }
    consumed = true;
  }
}
