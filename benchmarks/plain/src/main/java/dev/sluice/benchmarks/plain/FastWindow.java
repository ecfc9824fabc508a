package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Sink;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ten commonest words of a window: adds the batch that comes, takes away the one that goes,
 * scans once.
 */
final class FastWindow implements Output {
  private static final int TOP = 10;

  private final Sink sink;
  private final Panes panes;
  private final Map<String, long[]> totals = new HashMap<>();

  FastWindow(Job job) {
    sink = job.sink();
    panes = new Panes(job);
  }

  @Override
  public void words(long batchEndMs, String[] words, long[] counts, int n) {
    for (int i = 0; i < n; i++) {
      totals.computeIfAbsent(words[i], word -> new long[1])[0] += counts[i];
    }
    Optional<Panes.Pane> out = panes.slide(new Panes.Pane(words, counts, n));
    out.ifPresent(pane -> pane.forEach(this::takeAway));
    String[] top = new String[TOP + 1];
    long[] topCounts = new long[TOP + 1];
    int size = 0;
    for (Map.Entry<String, long[]> entry : totals.entrySet()) {
      long count = entry.getValue()[0];
      if (size < TOP || count > topCounts[TOP - 1]) {
        put(top, topCounts, size, entry.getKey(), count);
        size = Math.min(TOP, size + 1);
      }
    }
    sink.top(batchEndMs, top, topCounts, size);
  }

  private static void put(String[] top, long[] counts, int size, String word, long count) {
    int at = size;
    while (at > 0 && counts[at - 1] < count) {
      top[at] = top[at - 1];
      counts[at] = counts[at - 1];
      at--;
    }
    top[at] = word;
    counts[at] = count;
  }

  private void takeAway(String word, long count) {
    totals.computeIfPresent(
        word,
        (same, total) -> {
          total[0] -= count;
          return total[0] == 0 ? null : total;
        });
  }
}
