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
  public synchronized Optional<String> wrong(Corpus corpus, long n) {
    if (words != corpus.words(n)) {
      return Optional.of("words: found " + words + ", expected " + corpus.words(n));
    }
    return checksum == corpus.checksum(n)
        ? Optional.empty()
        : Optional.of("checksum: found " + checksum + ", expected " + corpus.checksum(n));
  }
}
