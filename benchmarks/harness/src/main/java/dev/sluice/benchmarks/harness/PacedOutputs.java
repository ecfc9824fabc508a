package dev.sluice.benchmarks.harness;

import dev.sluice.benchmarks.corpus.Corpus;
import java.util.Arrays;
import java.util.List;

/**
 * The outputs of a word count over records of a steady rate. Immutable.
 *
 * @param corpus what the records are
 * @param pace when they were due
 * @param batches what came out, in the order of the batches, which took the records in order
 */
record PacedOutputs(Corpus corpus, Pace pace, List<BatchOutput> batches) {
  /**
   * The latency of the records of these numbers in milliseconds: from when each was due to when its
   * batch's output was complete. One whose result did not come by the end counts from when the
   * first of them was due.
   */
  double[] latencies(long from, long to, long endNanos) {
    double[] latencies = new double[(int) (to - from)];
    Arrays.fill(latencies, (endNanos - pace.due(from)) / 1e6);
    long record = 0;
    long words = 0;
    for (BatchOutput batch : batches) {
      words += batch.words();
      long upTo = Math.min(to, corpus.linesInWords(words));
      for (; record < upTo; record++) {
        if (record >= from) {
          latencies[(int) (record - from)] = (batch.lastNanos() - pace.due(record)) / 1e6;
        }
      }
    }
    return latencies;
  }

  /** The batches with output that ended while the records of these numbers were due. */
  List<BatchOutput> between(long from, long to) {
    long fromMs = Machine.epochNanos(pace.due(from)) / 1_000_000;
    long toMs = Machine.epochNanos(pace.due(to)) / 1_000_000;
    return batches.stream()
        .filter(batch -> batch.words() > 0 && batch.endMs() >= fromMs && batch.endMs() <= toMs)
        .toList();
  }

  /** From each batch's end to its output, in milliseconds. */
  static double[] lateness(List<BatchOutput> batches) {
    return batches.stream()
        .mapToDouble(batch -> Machine.epochNanos(batch.lastNanos()) / 1e6 - batch.endMs())
        .toArray();
  }

  /** By how many milliseconds lateness grew a second. */
  static double growth(List<BatchOutput> batches) {
    double[] ends = batches.stream().mapToDouble(batch -> batch.endMs() / 1e3).toArray();
    return Samples.slope(ends, lateness(batches));
  }
}
