package dev.sluice.benchmarks.cluster;

import dev.sluice.benchmarks.corpus.WordTotals;

/** A program that counts the words of a load. */
interface WordCounter {
  String name();

  /**
   * Adds the counts of each batch to totals; returns when they have all words.
   *
   * @return how long that took from the first record on, in seconds
   */
  double count(Load load, WordTotals totals) throws Exception;
}
