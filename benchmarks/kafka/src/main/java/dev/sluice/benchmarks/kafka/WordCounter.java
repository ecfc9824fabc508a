package dev.sluice.benchmarks.kafka;

import dev.sluice.benchmarks.corpus.WordTotals;

/** A program that counts the words of a topic, from its first line to its last. */
interface WordCounter {
  String name();

  /** Adds the counts of each batch to totals; returns when they have as many words as expected. */
  void count(FilledTopic topic, WordTotals totals) throws Exception;
}
