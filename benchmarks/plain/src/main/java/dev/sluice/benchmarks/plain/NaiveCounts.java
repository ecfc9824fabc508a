package dev.sluice.benchmarks.plain;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Word counts as one writes them first. */
final class NaiveCounts implements Part<NaiveCounts> {
  private final Output output;
  private Map<String, Integer> counts = new HashMap<>();

  NaiveCounts(Output output) {
    this.output = output;
  }

  @Override
  public void line(String line) {
    for (String word : line.split(" ")) {
      counts.merge(word, 1, Integer::sum);
    }
  }

  @Override
  public void bytes(byte[] block, int from, int to) {
    new String(block, from, to - from, StandardCharsets.UTF_8).lines().forEach(this::line);
  }

  @Override
  public void merge(NaiveCounts other) {
    other.counts.forEach((word, count) -> counts.merge(word, count, Integer::sum));
    other.counts = new HashMap<>();
  }

  @Override
  public void emit(long batchEndMs) {
    String[] words = new String[counts.size()];
    long[] values = new long[words.length];
    int n = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      words[n] = entry.getKey();
      values[n++] = entry.getValue();
    }
    counts = new HashMap<>();
    output.words(batchEndMs, words, values, n);
  }
}
