package dev.sluice.benchmarks.plain;

/** Where the counts of a batch go: the sink, or a window over the batches. */
interface Output {
  /** The first n of the arrays are the batch's words; the arrays are the receiver's from now on. */
  void words(long batchEndMs, String[] words, long[] counts, int n);
}
