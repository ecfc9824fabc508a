package dev.sluice.rdd;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Spreads keys over partitions. Implementations are immutable and have {@code equals}: datasets
 * with equal partitioners are joined without a shuffle.
 */
public interface Partitioner extends Serializable {
  /** The number of partitions, 1 or more. */
  int partitions();

  /** The partition of a key, from 0 to {@code partitions() - 1}. */
  int partition(@Nullable Object key);
}
