package dev.sluice.benchmarks.harness;

/**
 * What has come out of one batch or window. Immutable.
 *
 * @param endMs the batch's end, in milliseconds since the epoch
 * @param words how many words its counts add up to
 * @param lastNanos when the last of it came, by {@link System#nanoTime}
 */
record BatchOutput(long endMs, long words, long lastNanos) {
  BatchOutput plus(BatchOutput more) {
    return new BatchOutput(endMs, words + more.words, Math.max(lastNanos, more.lastNanos));
  }
}
