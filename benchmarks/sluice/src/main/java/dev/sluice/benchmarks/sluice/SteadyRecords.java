package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.corpus.Keys;
import dev.sluice.dstream.InputSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sources that give every batch the same number of records, and the count of what went in and came
 * out. Thread-safe: all that changes is atomic or volatile.
 */
final class SteadyRecords {
  private final Map<Integer, String[]> keys = new ConcurrentHashMap<>();
  private final AtomicLong planned = new AtomicLong();
  private final AtomicLong came = new AtomicLong();
  private volatile boolean ended;

  SteadyRecords() {}

  /** So many keys; the same array for the same number. */
  String[] keys(int number) {
    return keys.computeIfAbsent(number, Keys::of);
  }

  /** A source of so many records a batch that cycle through so many keys. */
  InputSource<String> source(int records, int numberOfKeys) {
    return new SteadySource(this, keys(numberOfKeys), records);
  }

  /** How many of so many records the next batch takes: all, or none once it has ended. */
  int plan(int records) {
    int next = ended ? 0 : records;
    planned.addAndGet(next);
    return next;
  }

  void came(long records) {
    came.addAndGet(records);
  }

  /** Gives no more records. */
  void end() {
    ended = true;
  }

  boolean allCame() {
    return came.get() == planned.get();
  }

  Optional<String> wrong() {
    return allCame()
        ? Optional.empty()
        : Optional.of("records: found " + came.get() + ", expected " + planned.get());
  }
}
