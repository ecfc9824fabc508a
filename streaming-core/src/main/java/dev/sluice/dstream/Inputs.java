package dev.sluice.dstream;

import dev.sluice.rdd.Records;
import java.util.List;

/** What a function of partitions reads, by its type. */
final class Inputs {
  private Inputs() {}

  /** The records of one of the parents. */
  @SuppressWarnings("unchecked") // the caller built the node over parents of these types
  static <T> Records<T> records(List<Records<?>> parents, int parent) {
    return (Records<T>) parents.get(parent);
  }

  /** The only record. */
  static <T> T only(Records<T> records) throws Exception {
    return records.iterator().next();
  }
}
