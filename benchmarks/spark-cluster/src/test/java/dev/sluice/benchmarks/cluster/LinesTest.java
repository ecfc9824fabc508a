package dev.sluice.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final int TWICE_AND_A_BIT = 2 * Load.corpus().lines().length + 7;

  @Test
  void the_corpus_comes_again_and_again_up_to_the_last_line() {
    Lines lines = new Lines(TWICE_AND_A_BIT);

    List<String> taken = new ArrayList<>();
    while (!lines.isDone()) {
      taken.addAll(lines.take());
    }

    List<String> corpus = Arrays.asList(Load.corpus().lines());
    assertThat(taken).hasSize(TWICE_AND_A_BIT);
    assertThat(taken.subList(0, corpus.size())).isEqualTo(corpus);
    assertThat(taken.subList(2 * corpus.size(), TWICE_AND_A_BIT)).isEqualTo(corpus.subList(0, 7));
  }
}
