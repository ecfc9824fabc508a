package dev.sluice.dstream;

import dev.sluice.io.Bytes;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A record that a function failed on. Immutable.
 *
 * @param partition of the dataset
 * @param ordinal in the partition
 * @param thrown what the function threw
 * @param kept the record and all that is known of it; null if it is only counted
 */
record FailedRecord(int partition, long ordinal, Throwable thrown, @Nullable Bytes kept)
    implements Serializable {
  int bytes() {
    return kept == null ? 0 : kept.size();
  }
}
