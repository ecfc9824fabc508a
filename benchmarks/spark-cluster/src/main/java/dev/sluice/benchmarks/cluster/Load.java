package dev.sluice.benchmarks.cluster;

import dev.sluice.benchmarks.corpus.Corpus;
import java.io.Serializable;

/**
 * What a receiver stores in a run. Immutable.
 *
 * @param lines how many
 * @param way how a receiver stores them
 * @param batchMs the batch interval
 */
record Load(int lines, Way way, long batchMs) implements Serializable {
  private static final int CORPUS = 50_000;
  private static final long SEED = 1;

  /** How receivers store lines. */
  enum Way {
    /** Each by itself; blocks are made of them. */
    ONE,
    /** Ten thousand at a time, each time a block. */
    BULK
  }

  /** The lines, cycled; made in each process when it first asks. */
  static Corpus corpus() {
    return Holder.MADE;
  }

  private static final class Holder {
    static final Corpus MADE = new Corpus(CORPUS, SEED);
  }
}
