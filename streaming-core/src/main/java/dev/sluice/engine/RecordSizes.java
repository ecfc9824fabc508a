package dev.sluice.engine;

import dev.sluice.io.SerializationException;
import dev.sluice.io.Serializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much memory a list of records takes: the mean of a sample spread over the list, for
 * each record its serialized size and an allowance for its object. Records that are {@link Sized}
 * say so themselves; those that cannot be serialized are taken for small. Immutable.
 *
 * @param serializer writes the records of the sample
 */
public record RecordSizes(Serializer serializer) {
  private static final int SAMPLE = 16;
  private static final long LARGE_SAMPLE_BYTES = 64 << 10;
  private static final long OBJECT_BYTES = 32;
  private static final long UNKNOWN_BYTES = 256;
  private static final long LIST_BYTES = 64;

  /** Estimates the bytes of a list of records. */
  public long estimate(List<?> records) {
    int sample = Math.min(SAMPLE, records.size());
    long sampled = 0;
    int taken = 0;
    while (taken < sample && sampled < LARGE_SAMPLE_BYTES) {
      sampled += estimate(records.get((int) ((long) taken * records.size() / sample)));
      taken++;
    }
    return taken == 0
        ? LIST_BYTES
        : LIST_BYTES + (long) Math.ceil((double) sampled / taken * records.size());
  }

  /** Estimates the bytes of one record. */
  public long estimate(@Nullable Object record) {
    if (record == null) {
      return OBJECT_BYTES;
    }
    if (record instanceof Sized sized) {
      return sized.sizeBytes();
    }
    try {
      return OBJECT_BYTES + serializer.write(record).length;
    } catch (SerializationException unwritable) {
      return UNKNOWN_BYTES;
    }
  }
}
