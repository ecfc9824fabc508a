package dev.sluice.benchmarks.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out from the counts of sliding windows what each slide brought in: the window's count, less
 * that of the window before, plus what slid out. So the totals are right only if the windows slid
 * as they should.
 *
 * <p>Confined to one thread at a time; windows come in the order of their ends.
 */
final class WindowTotals {
  private static final long NONE = Long.MIN_VALUE;

  private final List<String> probes;
  private final long windowMs;
  private final long slideMs;
  private final Map<Long, long[]> broughtIn = new HashMap<>();
  private final long[] totals;
  private long[] before;
  private long lastEndMs = NONE;

  WindowTotals(List<String> probes, long windowMs, long slideMs) {
    this.probes = List.copyOf(probes);
    this.windowMs = windowMs;
    this.slideMs = slideMs;
    totals = new long[probes.size()];
    before = new long[probes.size()];
  }

  /** Takes the commonest words of a window; a word that is not among them counts 0. */
  void add(long endMs, String[] words, long[] counts, int n) {
    if (lastEndMs != NONE) {
      for (long left = lastEndMs + slideMs; left < endMs; left += slideMs) {
        slide(left, new long[totals.length]);
      }
    }
    long[] now = new long[totals.length];
    for (int i = 0; i < n; i++) {
      int place = probes.indexOf(words[i]);
      if (place >= 0) {
        now[place] = counts[i];
      }
    }
    slide(endMs, now);
  }

  private void slide(long endMs, long[] now) {
    long[] out = broughtIn.remove(endMs - windowMs);
    long[] in = new long[totals.length];
    for (int p = 0; p < totals.length; p++) {
      in[p] = now[p] - before[p] + (out == null ? 0 : out[p]);
      totals[p] += in[p];
    }
    broughtIn.put(endMs, in);
    before = now;
    lastEndMs = endMs;
  }

  /** How often a probe has come in so far, over all windows. */
  long total(int probe) {
    return totals[probe];
  }
}
