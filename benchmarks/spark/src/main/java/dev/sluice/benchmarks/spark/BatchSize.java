package dev.sluice.benchmarks.spark;

/**
 * How many records a batch of a source without a receiver takes at most. Thread-safe: one volatile
 * field with one writer, the listener's thread.
 */
final class BatchSize {
  private static final double AHEAD = 1.5;
  private static final double LEAST_SHARE = 0.25;
  private static final long MOST_TIMES = 100;

  private final boolean follows;
  private final long first;
  private final long batchMs;
  private volatile long most;

  private BatchSize(boolean follows, long first, long batchMs) {
    this.follows = follows;
    this.first = first;
    this.batchMs = batchMs;
    most = first;
  }

  static BatchSize fixed(long most) {
    return new BatchSize(false, most, 1);
  }

  /** Follows what the last batch worked off, as back-pressure does. */
  static BatchSize following(long first, long batchMs) {
    return new BatchSize(true, first, batchMs);
  }

  long most() {
    return most;
  }

  void completed(long records, long tookMs) {
    if (follows) {
      double perBatch = (double) records / Math.max(1, tookMs) * batchMs;
      double wanted = Math.max(first * LEAST_SHARE, AHEAD * perBatch);
      most = (long) Math.min((double) (first * MOST_TIMES), wanted);
    }
  }
}
