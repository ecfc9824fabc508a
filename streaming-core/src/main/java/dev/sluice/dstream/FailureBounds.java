package dev.sluice.dstream;

import java.io.Serializable;

/**
 * How many records of a dataset may fail. Immutable.
 *
 * @param records how many
 * @param bytes how many bytes may be kept of them
 */
record FailureBounds(long records, long bytes) implements Serializable {
  boolean admit(long found, long foundBytes) {
    return found <= records && foundBytes <= bytes;
  }

  /** So much was found, and so much is allowed. */
  String describe(long found, long foundBytes) {
    return found > records
        ? "found %d, allowed %d a batch".formatted(found, records)
        : "found %d bytes of %d records, allowed %d bytes a batch"
            .formatted(foundBytes, found, bytes);
  }
}
