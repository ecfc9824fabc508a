package dev.sluice.benchmarks.sluice;

import dev.sluice.function.Tuple2;
import dev.sluice.time.Time;
import java.util.List;

/** Words and their counts, as the sink takes them. Immutable. */
final class WordCounts {
  /** A method of the sink. */
  interface Taker {
    void take(long batchEndMs, String[] words, long[] counts, int n);
  }

  private final String[] words;
  private final long[] counts;

  WordCounts(List<Tuple2<String, Integer>> pairs) {
    words = new String[pairs.size()];
    counts = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = pairs.get(i)._1();
      counts[i] = pairs.get(i)._2();
    }
  }

  void handTo(Taker taker, Time batch) {
    taker.take(batch.milliseconds(), words, counts, words.length);
  }
}
