package dev.sluice.benchmarks.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordTotalsTest {
  private final Corpus corpus = new Corpus(10, 1);
  private final WordTotals totals = new WordTotals();

  @Test
  void the_words_of_the_lines_are_right_in_any_order() {
    for (int line = 4; line >= 0; line--) {
      addWordsOf(line);
    }

    assertThat(totals.wrong(corpus, 5)).isEmpty();
    assertThat(totals.wrong(corpus, 6)).isPresent();
  }

  @Test
  void each_word_may_be_expected_several_times() {
    addWordsOf(0);
    addWordsOf(0);

    assertThat(totals.wrong(corpus, 1, 2)).isEmpty();
  }

  @Test
  void another_word_has_another_checksum() {
    totals.add("other", corpus.words(1));

    assertThat(totals.wrong(corpus, 1)).get().asString().startsWith("checksum");
  }

  private void addWordsOf(int line) {
    for (String word : corpus.lines()[line].split(" ")) {
      totals.add(word, 1);
    }
  }
}
