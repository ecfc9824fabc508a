package dev.sluice.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.corpus.Corpus;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final int LINES = 100;

  private final Corpus corpus = new Corpus(LINES, 1);
  private final Sink sink = new Sink(corpus.probes(), 1_000, true);
  private final Expectation words = Expectation.of(Pipeline.WORD_COUNT, corpus);

  @Test
  void the_right_counts_are_right() {
    counts().forEach((word, count) -> sink.word(0, word, count));

    assertThat(sink.total()).isEqualTo(words.goal(LINES));
    assertThat(words.wrong(LINES, sink)).isEmpty();
  }

  @Test
  void a_word_too_few_is_wrong() {
    counts().forEach((word, count) -> sink.word(0, word, count));
    sink.word(0, "x", -1);

    assertThat(words.wrong(LINES, sink)).hasValueSatisfying(w -> assertThat(w).startsWith("words"));
  }

  @Test
  void the_right_number_of_other_words_is_wrong() {
    sink.word(0, "x", corpus.words(LINES));

    assertThat(words.wrong(LINES, sink))
        .hasValueSatisfying(w -> assertThat(w).startsWith("checksum"));
  }

  @Test
  void the_goal_is_reached_with_the_last_word() throws InterruptedException {
    sink.goal().set(2);

    sink.word(0, "x", 1);
    assertThat(sink.goal().await(System.nanoTime())).isFalse();
    sink.word(0, "x", 1);
    assertThat(sink.goal().await(System.nanoTime())).isTrue();
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : corpus.lines()) {
      for (String word : line.split(" ")) {
        counts.merge(word, 1L, Long::sum);
      }
    }
    return counts;
  }
}
