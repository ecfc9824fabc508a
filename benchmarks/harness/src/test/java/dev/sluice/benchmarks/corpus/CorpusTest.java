package dev.sluice.benchmarks.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CorpusTest {
  private static final int SIZE = 1_000;

  private final Corpus corpus = new Corpus(SIZE, 42);

  @Test
  void every_line_has_the_same_length() {
    assertThat(corpus.lines()).hasSize(SIZE).allMatch(line -> line.length() == Corpus.LINE);
  }

  @Test
  void the_same_seed_gives_the_same_lines() {
    assertThat(new Corpus(SIZE, 42).lines()).isEqualTo(corpus.lines());
    assertThat(new Corpus(SIZE, 43).lines()).isNotEqualTo(corpus.lines());
  }

  @Test
  void the_records_are_those_of_all_published_figures() {
    assertThat(corpus.checksum(SIZE)).isEqualTo(-4124786643862626300L);
    assertThat(corpus.words(SIZE)).isEqualTo(17_822);
  }

  @Test
  void totals_go_on_over_the_end_of_the_cycle() {
    long n = 2 * SIZE + 10;

    assertThat(corpus.words(n)).isEqualTo(2 * corpus.words(SIZE) + corpus.words(10));
    assertThat(corpus.matches(n)).isEqualTo(2 * corpus.matches(SIZE) + corpus.matches(10));
    assertThat(corpus.checksum(n)).isEqualTo(2 * corpus.checksum(SIZE) + corpus.checksum(10));
    assertThat(corpus.probe(1, n)).isEqualTo(2 * corpus.probe(1, SIZE) + corpus.probe(1, 10));
  }

  @Test
  void totals_are_what_a_plain_count_finds() {
    String[] words = String.join(" ", corpus.lines()).split(" ");

    assertThat(corpus.words(SIZE)).isEqualTo(words.length);
    assertThat(corpus.checksum(SIZE)).isEqualTo(Arrays.stream(words).mapToLong(Corpus::hash).sum());
    assertThat(corpus.probe(0, SIZE))
        .isEqualTo(Arrays.stream(words).filter(corpus.probes().get(0)::equals).count());
  }

  @Test
  void the_last_line_of_each_half_has_the_literal_and_the_commonest_word() {
    assertThat(corpus.lines()[SIZE - 1]).contains(corpus.literal(), corpus.probes().get(0));
    assertThat(corpus.lines()[SIZE / 2 - 1]).contains(corpus.literal(), corpus.probes().get(0));
  }

  @Test
  void lines_in_words_turns_words_back_into_whole_lines() {
    for (long n : new long[] {0, 1, 7, SIZE, 3 * SIZE + 5}) {
      assertThat(corpus.linesInWords(corpus.words(n))).isEqualTo(n);
      assertThat(corpus.linesInWords(corpus.words(n) + 1)).isEqualTo(n);
    }
  }
}
