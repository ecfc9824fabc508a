package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Sink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ten commonest words of a window as one writes it first: boxed totals, sorted. */
final class NaiveWindow implements Output {
  private static final int TOP = 10;

  private final Sink sink;
  private final Panes panes;
  private final Map<String, Long> totals = new HashMap<>();

  NaiveWindow(Job job) {
    sink = job.sink();
    panes = new Panes(job);
  }

  @Override
  public void words(long batchEndMs, String[] words, long[] counts, int n) {
    for (int i = 0; i < n; i++) {
      totals.merge(words[i], counts[i], Long::sum);
    }
    Optional<Panes.Pane> out = panes.slide(new Panes.Pane(words, counts, n));
    out.ifPresent(pane -> pane.forEach((word, count) -> totals.merge(word, -count, Long::sum)));
    totals.values().removeIf(count -> count == 0);
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(totals.entrySet());
    sorted.sort(Map.Entry.<String, Long>comparingByValue().reversed());
    List<Map.Entry<String, Long>> top = sorted.subList(0, Math.min(TOP, sorted.size()));
    String[] topWords = top.stream().map(Map.Entry::getKey).toArray(String[]::new);
    long[] topCounts = top.stream().mapToLong(Map.Entry::getValue).toArray();
    sink.top(batchEndMs, topWords, topCounts, topWords.length);
  }
}
