package dev.sluice.kinesis.peer;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A shard: its records, its place among the others, and its limit of reads. Thread-safe: guarded by
 * its monitor.
 */
final class Shard {
  private static final int MOST_BYTES = 10 << 20;
  private static final int READS = 5;
  private static final long READS_NS = TimeUnit.SECONDS.toNanos(1);

  private final String id;
  private final List<String> parents;
  private final HashRange range;
  private final BigInteger firstNumber;
  private final List<StoredRecord> records = new ArrayList<>();
  private final List<Shard> children = new ArrayList<>();
  private final Deque<Long> reads = new ArrayDeque<>();
  private final long openedMs = System.currentTimeMillis();
  private @Nullable BigInteger lastNumber;
  private long closedMs = Long.MAX_VALUE;

  Shard(String id, List<String> parents, HashRange range, BigInteger firstNumber) {
    this.id = id;
    this.parents = List.copyOf(parents);
    this.range = range;
    this.firstNumber = firstNumber;
  }

  String id() {
    return id;
  }

  List<String> parents() {
    return parents;
  }

  HashRange range() {
    return range;
  }

  BigInteger firstNumber() {
    return firstNumber;
  }

  /** The end of a closed shard; null of one that is open. */
  synchronized @Nullable BigInteger lastNumber() {
    return lastNumber;
  }

  synchronized boolean isOpen() {
    return lastNumber == null;
  }

  synchronized boolean wasOpenAt(long ms) {
    return openedMs <= ms && ms <= closedMs;
  }

  synchronized void add(StoredRecord record) {
    records.add(record);
  }

  synchronized void close(BigInteger number, List<Shard> next) {
    lastNumber = number;
    closedMs = System.currentTimeMillis();
    children.addAll(next);
  }

  synchronized List<Shard> children() {
    return List.copyOf(children);
  }

  /** So many records from an index on, as far as one answer holds them. */
  synchronized List<StoredRecord> read(int from, int most) {
    List<StoredRecord> found = new ArrayList<>();
    int bytes = 0;
    for (int i = from; i < records.size() && found.size() < most && bytes < MOST_BYTES; i++) {
      found.add(records.get(i));
      bytes += records.get(i).data().remaining();
    }
    return found;
  }

  /** Whether nothing comes at an index any more. */
  synchronized boolean endsAt(int index) {
    return lastNumber != null && index >= records.size();
  }

  synchronized int size() {
    return records.size();
  }

  /** The index of the first record that has the number or a later one. */
  synchronized int indexOf(BigInteger number) {
    int index = 0;
    while (index < records.size() && records.get(index).number().compareTo(number) < 0) {
      index++;
    }
    return index;
  }

  /** The index of the first record that arrived at a time or later. */
  synchronized int indexSince(long ms) {
    int index = 0;
    while (index < records.size() && records.get(index).arrivedMs() < ms) {
      index++;
    }
    return index;
  }

  /** Counts a read; false if there were too many within a second. */
  synchronized boolean admitsRead() {
    long now = System.nanoTime();
    while (!reads.isEmpty() && now - reads.peek() > READS_NS) {
      reads.remove();
    }
    if (reads.size() >= READS) {
      return false;
    }
    reads.add(now);
    return true;
  }
}
