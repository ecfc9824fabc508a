package dev.sluice.benchmarks.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountsTest {
  private static final List<String> LINES =
      List.of(
          "a b a",
          "sevenxx eightxxx ninexxxxx",
          "fifteenxxxxxxxx sixteenxxxxxxxxx seventeenxxxxxxxx",
          "",
          "b a");
  private static final Map<String, Long> EXPECTED =
      Map.of(
          "a", 3L,
          "b", 2L,
          "sevenxx", 1L,
          "eightxxx", 1L,
          "ninexxxxx", 1L,
          "fifteenxxxxxxxx", 1L,
          "sixteenxxxxxxxxx", 1L,
          "seventeenxxxxxxxx", 1L);

  private final Map<String, Long> found = new TreeMap<>();

  @Test
  void fast_counts_of_lines_are_right() {
    FastCounts counts = new FastCounts(this::keep);
    LINES.forEach(counts::line);
    counts.emit(0);

    assertThat(found).isEqualTo(EXPECTED);
  }

  @Test
  void fast_counts_of_bytes_are_right() {
    FastCounts counts = new FastCounts(this::keep);
    byte[] bytes = String.join("\n", LINES).concat("\n").getBytes(StandardCharsets.US_ASCII);
    counts.bytes(Arrays.copyOf(bytes, bytes.length + 16), 0, bytes.length);
    counts.emit(0);

    assertThat(found).isEqualTo(EXPECTED);
  }

  @Test
  void naive_counts_are_right() {
    NaiveCounts counts = new NaiveCounts(this::keep);
    LINES.stream().filter(line -> !line.isEmpty()).forEach(counts::line);
    counts.emit(0);

    assertThat(found).isEqualTo(EXPECTED);
  }

  @Test
  void merged_parts_add_up_and_a_part_is_empty_after_it_was_emitted() {
    FastCounts one = new FastCounts(this::keep);
    FastCounts other = new FastCounts(this::keep);
    one.line("a b");
    other.line("a c");
    one.merge(other);
    one.emit(0);
    one.emit(1);
    other.emit(1);

    assertThat(found).isEqualTo(Map.of("a", 2L, "b", 1L, "c", 1L));
  }

  @Test
  void more_words_than_the_table_begins_with_are_counted() {
    FastCounts counts = new FastCounts(this::keep);
    for (int i = 0; i < 50_000; i++) {
      counts.line("w" + i + " w" + i);
    }
    counts.emit(0);

    assertThat(found).hasSize(50_000).allSatisfy((word, count) -> assertThat(count).isEqualTo(2));
  }

  private void keep(long batchEndMs, String[] words, long[] counts, int n) {
    for (int i = 0; i < n; i++) {
      found.merge(words[i], counts[i], Long::sum);
    }
  }
}
