package dev.sluice.benchmarks.corpus;

import java.util.Optional;

/**
 * How many words came out of a program, and their checksum. Thread-safe: methods are synchronized.
 */
public final class WordTotals {
  private long words;
  private long checksum;

  /** None yet. */
  public WordTotals() {}

  /** Adds a word that occurred so many times. */
  public synchronized void add(String word, long count) {
    words += count;
    checksum += Corpus.hash(word) * count;
  }

  /** The number of words so far. */
  public synchronized long words() {
    return words;
  }

  /** What is wrong if these are to be the words of the first n lines, or empty. */
  public Optional<String> wrong(Corpus corpus, long n) {
    return wrong(corpus, n, 1);
  }

  /** What is wrong if each word of the first n lines is to be here so many times, or empty. */
  public synchronized Optional<String> wrong(Corpus corpus, long n, int times) {
    return differ("words", times * corpus.words(n), words)
        .or(() -> differ("checksum", times * corpus.checksum(n), checksum));
  }

  private static Optional<String> differ(String what, long expected, long found) {
    return expected == found
        ? Optional.empty()
        : Optional.of(what + ": found " + found + ", expected " + expected);
  }
}
