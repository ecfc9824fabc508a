package dev.sluice.benchmarks.cluster;

import java.util.Arrays;
import java.util.List;

/** The lines of a load in portions. Confined to the receiver's thread. */
final class Lines {
  private static final int PORTION = 10_000;

  private final String[] texts = Load.corpus().lines();
  private int left;
  private int next;

  Lines(int lines) {
    left = lines;
  }

  boolean isDone() {
    return left == 0;
  }

  /** The next ten thousand, or as many as there are up to the end of the corpus. */
  List<String> take() {
    int size = Math.min(PORTION, Math.min(left, texts.length - next));
    List<String> taken = Arrays.asList(Arrays.copyOfRange(texts, next, next + size));
    left -= size;
    next = (next + size) % texts.length;
    return taken;
  }
}
