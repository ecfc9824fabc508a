package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where the outputs of a job's batches and windows go, by the end of the batch in milliseconds
 * since the epoch. It adds them up, tells the driver when the total that it waits for is reached,
 * and remembers when each batch's output was out.
 *
 * <p>Thread-safe: the methods take the monitor, but for those of the updates, which come from many
 * threads and are atomic.
 */
public final class Sink {
  private final Goal goal = new Goal();
  private final WindowTotals windows;
  private final boolean keepsBatches;
  private final TreeMap<Long, BatchOutput> batches = new TreeMap<>();
  private final AtomicLong updates = new AtomicLong();
  private final LongAdder newCounts = new LongAdder();
  private long total;
  private long checksum;
  private long firstNanos;

  /** Checks windows by the counts of the probes; keeps what each batch gave only where asked to. */
  Sink(List<String> probes, long slideMs, boolean keepsBatches) {
    windows = new WindowTotals(probes, Settings.WINDOW_MS, slideMs);
    this.keepsBatches = keepsBatches;
  }

  /** {@link Pipeline#GREP}: the number of matching lines of a batch. */
  public synchronized void count(long batchEndMs, long matches) {
    noteOutput();
    total += matches;
    goal.offer(total);
  }

  /** {@link Pipeline#WORD_COUNT}: one word of a batch. */
  public synchronized void word(long batchEndMs, String word, long count) {
    add(word, count);
    keep(batchEndMs, count);
    goal.offer(total);
  }

  /**
   * {@link Pipeline#WORD_COUNT}: all words of a batch, the first n of the arrays; a batch may be
   * empty.
   */
  public synchronized void words(long batchEndMs, String[] words, long[] counts, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      add(words[i], counts[i]);
      sum += counts[i];
    }
    keep(batchEndMs, sum);
    goal.offer(total);
  }

  private void add(String word, long count) {
    noteOutput();
    total += count;
    checksum += Corpus.hash(word) * count;
  }

  private void keep(long batchEndMs, long words) {
    if (keepsBatches) {
      BatchOutput output = new BatchOutput(batchEndMs, words, System.nanoTime());
      batches.merge(batchEndMs, output, BatchOutput::plus);
    }
  }

  /**
   * {@link Pipeline#TOP_WORDS}: the first n of the arrays are a window's commonest words; windows
   * come in order.
   */
  public synchronized void top(long windowEndMs, String[] words, long[] counts, int n) {
    noteOutput();
    windows.add(windowEndMs, words, counts, n);
    total = windows.total(0);
    goal.offer(total);
  }

  /** {@link Pipeline#RUNNING_COUNT}: the new count of one key. */
  public void update(long newCount) {
    updates(1, newCount);
  }

  /** {@link Pipeline#RUNNING_COUNT}: the sum of the new counts that n updates gave. */
  public void updates(long n, long sumOfNewCounts) {
    newCounts.add(sumOfNewCounts);
    goal.offer(updates.addAndGet(n));
  }

  /** {@link Pipeline#FULL_COUNT}: over all keys, the sums of the counts c and of c (c + 1) / 2. */
  public synchronized void state(long sumOfCounts, long sumOfTriangles) {
    noteOutput();
    total = sumOfCounts;
    checksum = sumOfTriangles;
    goal.offer(total);
  }

  private void noteOutput() {
    if (firstNanos == 0) {
      firstNanos = System.nanoTime();
    }
  }

  Goal goal() {
    return goal;
  }

  synchronized long total() {
    return total;
  }

  synchronized long checksum() {
    return checksum;
  }

  synchronized long windowTotal(int probe) {
    return windows.total(probe);
  }

  synchronized List<BatchOutput> batches() {
    return List.copyOf(batches.values());
  }

  /** When the first output came, by {@link System#nanoTime}, or 0. */
  synchronized long firstNanos() {
    return firstNanos;
  }

  long updates() {
    return updates.get();
  }

  long sumOfNewCounts() {
    return newCounts.sum();
  }
}
