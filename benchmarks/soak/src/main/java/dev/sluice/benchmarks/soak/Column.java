package dev.sluice.benchmarks.soak;

import java.util.Locale;

/** What is looked at every few seconds. */
enum Column {
  /** Since the measured part began. */
  SECONDS,
  /** Used heap after the last full collection, of which there is one every few looks. */
  HEAP_MB,
  RSS_MB,
  /** What the batches since the last look waited and took, the middle one and the worst. */
  DELAY_P50_MS,
  DELAY_MAX_MS,
  /** What the middle one of them took without waiting. */
  PROCESSING_P50_MS,
  /** What the checkpoint directory holds. */
  FILES,
  FILES_MB,
  THREADS,
  /** Records worked off since the last look, a second. */
  RECORDS_PER_S;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
