package dev.sluice.rdd;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The partitioner of an operation over keys when the caller names none. */
final class DefaultPartitioner {
  private static final int ORDER_OF_MAGNITUDE = 10;

  private DefaultPartitioner() {}

  /**
   * The parents' largest partitioner, unless it is smaller by an order of magnitude than the
   * largest number of partitions; else a hash partitioner of that number.
   */
  static Partitioner of(List<? extends Plan<?>> parents) {
    int most = parents.stream().mapToInt(Plan::partitions).max().orElse(0);
    return parents.stream()
        .map(Plan::partitioner)
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(Partitioner::partitions))
        .filter(largest -> (long) largest.partitions() * ORDER_OF_MAGNITUDE > most)
        .orElseGet(() -> new HashPartitioner(Math.max(most, 1)));
  }
}
