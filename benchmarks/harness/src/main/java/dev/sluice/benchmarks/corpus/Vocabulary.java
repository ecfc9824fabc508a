package dev.sluice.benchmarks.corpus;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Random words of small letters, commonest first; common words are short, as in natural text.
 * Immutable.
 */
final class Vocabulary {
  static final int SIZE = 10_000;

  private static final int RANK_OF_LITERAL = 200;
  private static final int LENGTH_OF_LITERAL = 6;
  private static final int COMMON = 200;
  private static final int USUAL = 2_000;

  private final String[] words = new String[SIZE];

  Vocabulary(Random random) {
    Set<String> seen = new HashSet<>();
    for (int rank = 0; rank < SIZE; rank++) {
      String word = word(rank, random);
      while (!seen.add(word)) {
        word = word(rank, random);
      }
      words[rank] = word;
    }
  }

  /** The word of a rank, 0 being the commonest. */
  String word(int rank) {
    return words[rank];
  }

  /** The word that the grep workload looks for: about 1 % of the lines hold it. */
  String literal() {
    return words[RANK_OF_LITERAL];
  }

  private static String word(int rank, Random random) {
    int length = length(rank, random);
    StringBuilder word = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static int length(int rank, Random random) {
    if (rank == RANK_OF_LITERAL) {
      return LENGTH_OF_LITERAL;
    }
    int least = rank < COMMON ? 2 : rank < USUAL ? 4 : 5;
    int most = rank < COMMON ? 5 : rank < USUAL ? 8 : 10;
    return least + random.nextInt(most - least + 1);
  }
}
