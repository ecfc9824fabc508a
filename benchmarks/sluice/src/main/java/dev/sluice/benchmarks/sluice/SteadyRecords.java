package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.corpus.Keys;
import dev.sluice.dstream.InputSource;
import dev.sluice.time.Time;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sources that give every batch the same number of records, and the count of what went in and came
 * out. Thread-safe: all that changes is atomic, concurrent or volatile.
 */
final class SteadyRecords {
  private final Map<Integer, String[]> keys = new ConcurrentHashMap<>();
  private final AtomicLong planned = new AtomicLong();
  private final AtomicLong came = new AtomicLong();
  private final Map<Long, Double> late = new ConcurrentHashMap<>();
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

  /** Reports the end of an output of a batch. */
  void came(Time batch, long records) {
    came.addAndGet(records);
    late.merge(batch.milliseconds(), millisSince(batch), Math::max);
  }

  private static double millisSince(Time batch) {
    Instant end = Instant.ofEpochMilli(batch.milliseconds());
    return ChronoUnit.MICROS.between(end, Instant.now()) / 1e3;
  }

  /** How many records came so far. */
  long came() {
    return came.get();
  }

  /** Forgets how late the batches so far were. */
  void forget() {
    late.clear();
  }

  /** For each batch since the last call of {@link #forget}, from its end to its last output. */
  double[] lateMs() {
    return late.values().stream().mapToDouble(ms -> ms).toArray();
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
