package dev.sluice.benchmarks.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The lines that contestants are fed, the same for the same seed, and what must come out of the
 * first n of them, cycled: 100-character ASCII lines of words drawn by Zipf's law from a vocabulary
 * of 10,000. Immutable.
 *
 * <p>The last line of each half holds both the grep literal and the commonest word, so that a run's
 * expected totals are reached exactly when the last line of every lane of the feed has been
 * counted.
 */
public final class Corpus {
  /** The length of a line in characters. */
  public static final int LINE = 100;

  private static final int PROBES = 3;
  private static final int SHORTEST_GAP = 3;

  private final Vocabulary vocabulary;
  private final String[] lines;
  private final CyclicTotals words;
  private final CyclicTotals matches;
  private final CyclicTotals checksums;
  private final List<CyclicTotals> probes = new ArrayList<>();

  /** Makes {@code size} lines from a seed. */
  public Corpus(int size, long seed) {
    if (size < 2) {
      throw new IllegalArgumentException(
          "Cannot make a corpus: found " + size + " lines, expected at least 2");
    }
    Random random = new Random(seed);
    vocabulary = new Vocabulary(random);
    lines = lines(size, random);
    words = new CyclicTotals(lines, line -> words(line).length);
    matches = new CyclicTotals(lines, line -> line.contains(literal()) ? 1 : 0);
    checksums =
        new CyclicTotals(lines, line -> Arrays.stream(words(line)).mapToLong(Corpus::hash).sum());
    for (String probe : probes()) {
      probes.add(
          new CyclicTotals(
              lines, line -> Arrays.stream(words(line)).filter(probe::equals).count()));
    }
  }

  private String[] lines(int size, Random random) {
    ZipfRanks ranks = new ZipfRanks(Vocabulary.SIZE);
    String[] made = new String[size];
    StringBuilder line = new StringBuilder(LINE);
    for (int i = 0; i < size; i++) {
      line.setLength(0);
      if (i == size - 1 || i == size / 2 - 1) {
        line.append(literal()).append(' ').append(vocabulary.word(0));
      }
      while (line.length() < LINE) {
        appendIfItFits(line, vocabulary.word(ranks.draw(random)));
      }
      made[i] = line.toString();
    }
    return made;
  }

  private static void appendIfItFits(StringBuilder line, String word) {
    String separator = line.isEmpty() ? "" : " ";
    int left = LINE - line.length() - separator.length() - word.length();
    if (left == 0 || left >= SHORTEST_GAP) {
      line.append(separator).append(word);
    }
  }

  private static String[] words(String line) {
    return line.split(" ");
  }

  /** The lines, all distinct objects; not to be changed. */
  public String[] lines() {
    return lines;
  }

  /** The word that the grep workload looks for. */
  public String literal() {
    return vocabulary.literal();
  }

  /** The commonest words, which the windowed workload is checked by. */
  public List<String> probes() {
    List<String> commonest = new ArrayList<>();
    for (int rank = 0; rank < PROBES; rank++) {
      commonest.add(vocabulary.word(rank));
    }
    return commonest;
  }

  /** The number of words in the first n lines. */
  public long words(long n) {
    return words.of(n);
  }

  /** How many of the first n lines hold the literal. */
  public long matches(long n) {
    return matches.of(n);
  }

  /** The sum of {@link #hash} over all words of the first n lines. */
  public long checksum(long n) {
    return checksums.of(n);
  }

  /** How often a probe, by its place in {@link #probes}, stands in the first n lines. */
  public long probe(int place, long n) {
    return probes.get(place).of(n);
  }

  /** How many whole lines the first {@code total} words make up. */
  public long linesInWords(long total) {
    return words.linesWithin(total);
  }

  /** A word's part of a checksum. */
  public static long hash(String word) {
    long h = word.hashCode() * 0x9E3779B97F4A7C15L;
    h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    return h ^ (h >>> 32);
  }
}
