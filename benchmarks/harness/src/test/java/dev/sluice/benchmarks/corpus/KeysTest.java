package dev.sluice.benchmarks.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void each_key_comes_once() {
    assertThat(Keys.of(1_000)).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void the_checksum_is_the_sum_of_all_new_counts() {
    int keys = 7;
    long updates = 2 * 10;
    String[] all = Keys.of(keys);
    Map<String, Long> counts = new HashMap<>();
    long sum = 0;
    for (int lane = 0; lane < 2; lane++) {
      int from = keys * lane / 2;
      int size = keys * (lane + 1) / 2 - from;
      for (int i = 0; i < updates / 2; i++) {
        sum += counts.merge(all[from + i % size], 1L, Long::sum);
      }
    }

    assertThat(Keys.checksum(keys, 2, updates)).isEqualTo(sum);
  }
}
