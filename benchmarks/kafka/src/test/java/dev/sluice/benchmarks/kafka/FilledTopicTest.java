package dev.sluice.benchmarks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.corpus.Corpus;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilledTopicTest {
  private static final FilledTopic TOPIC = new FilledTopic("nowhere", new Corpus(10, 1), 19);

  @Test
  void readers_share_all_partitions_and_all_lines() {
    assertThat(TOPIC.share(0, 2)).hasSize(4).doesNotContainAnyElementsOf(TOPIC.share(1, 2));
    assertThat(TOPIC.share(0, 1).stream().mapToLong(TOPIC::lines).sum()).isEqualTo(19);
  }

  @Test
  void the_median_is_one_of_the_values() {
    assertThat(Rates.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Rates.median(List.of(4.0, 3.0, 1.0, 2.0))).isEqualTo(2.0);
  }
}
