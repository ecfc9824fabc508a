package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Settings;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/** The batches that lie in a sliding window. Confined to one thread at a time. */
final class Panes {
  /** The counts of one batch. Immutable. */
  static final class Pane {
    private final String[] words;
    private final long[] counts;
    private final int n;

    /** The first n of the arrays. */
    Pane(String[] words, long[] counts, int n) {
      this.words = words;
      this.counts = counts;
      this.n = n;
    }

    void forEach(ObjLongConsumer<String> action) {
      for (int i = 0; i < n; i++) {
        action.accept(words[i], counts[i]);
      }
    }
  }

  private final int most;
  private final ArrayDeque<Pane> inside = new ArrayDeque<>();

  Panes(Job job) {
    most = (int) (Settings.WINDOW_MS / job.batchMs());
  }

  /** Takes a batch in: the one that slides out for it. */
  Optional<Pane> slide(Pane in) {
    Optional<Pane> out = inside.size() == most ? Optional.of(inside.remove()) : Optional.empty();
    inside.add(in);
    return out;
  }
}
