package dev.sluice.receiver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The records of a generator's open block and an estimate of their bytes. A few records are looked
 * at when their number has doubled, and sooner if the block may be full by then; so an estimate
 * costs a record next to nothing, and large records after small ones are noticed in time. Guarded
 * by the lock of the {@link BlockBuffer}.
 */
final class OpenBlock<T> {
  private static final int SAMPLE = 4;
  private static final int FIRST_LOOK = 16;

  private final int maxRecords;
  private final long maxBytes;
  private final ToLongFunction<? super T> sizes;
  private List<T> records = new ArrayList<>();
  private int measured;
  private long measuredBytes;
  private long recordBytes;
  private int nextLook;

  /**
   * A block without records.
   *
   * @param maxBytes about how many bytes make it full; {@link Long#MAX_VALUE} for no bound, then
   *     nothing is estimated
   * @param sizes estimates the bytes of a record
   */
  OpenBlock(int maxRecords, long maxBytes, ToLongFunction<? super T> sizes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.sizes = sizes;
    this.nextLook = firstLook();
  }

  void add(T record) {
    records.add(record);
  }

  void addAll(List<T> more) {
    records.addAll(more);
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  boolean isFull() {
    return records.size() >= nextLook && look();
  }

  /** An estimate; 0 if there is no bound. */
  long bytes() {
    return measuredBytes + (records.size() - measured) * recordBytes;
  }

  /** Takes the records out. */
  List<T> take() {
    List<T> taken = records;
    records = new ArrayList<>();
    measured = 0;
    measuredBytes = 0;
    nextLook = firstLook();
    return taken;
  }

  private boolean look() {
    if (maxBytes < Long.MAX_VALUE) {
      measure();
    }
    int size = records.size();
    if (size >= maxRecords || measuredBytes >= maxBytes) {
      return true;
    }
    long untilFull = Math.max(1, (maxBytes - measuredBytes) / recordBytes);
    nextLook = (int) Math.min(maxRecords, size + Math.min(size, untilFull));
    return false;
  }

  private void measure() {
    int fresh = records.size() - measured;
    if (fresh == 0) {
      return;
    }
    int sample = Math.min(SAMPLE, fresh);
    long sampled = 0;
    for (int i = 1; i <= sample; i++) {
      sampled += sizes.applyAsLong(records.get(measured + (int) ((long) i * fresh / sample) - 1));
    }
    recordBytes = Math.max(1, sampled / sample);
    measuredBytes += recordBytes * fresh;
    measured = records.size();
  }

  private int firstLook() {
    if (maxBytes == Long.MAX_VALUE) {
      return maxRecords;
    }
    if (recordBytes == 0) {
      return 1;
    }
    long some = Math.min(FIRST_LOOK, maxBytes / (SAMPLE * recordBytes));
    return (int) Math.min(maxRecords, Math.max(1, some));
  }
}
