package dev.sluice.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTotalsTest {
  private static final long SLIDE = 1_000;

  private final WindowTotals totals = new WindowTotals(List.of("a", "b"), 3 * SLIDE, SLIDE);

  @Test
  void a_word_counts_once_however_many_windows_it_lies_in() {
    // given a word that comes in once and stays for three windows
    window(1, 5);
    window(2, 5);
    window(3, 5);
    window(4, 0);

    assertThat(totals.total(0)).isEqualTo(5);
  }

  @Test
  void what_comes_while_as_much_goes_is_counted() {
    window(1, 5);
    window(2, 5);
    window(3, 5);
    window(4, 5);

    assertThat(totals.total(0)).isEqualTo(10);
  }

  @Test
  void windows_left_out_are_empty_ones() {
    window(1, 5);
    window(2, 5);
    window(3, 5);
    window(9, 2);

    assertThat(totals.total(0)).isEqualTo(5 + 2);
  }

  @Test
  void a_window_that_does_not_slide_gives_a_wrong_total() {
    // given counts that never leave
    for (int end = 1; end <= 6; end++) {
      window(end, 5);
    }

    assertThat(totals.total(0)).isNotEqualTo(5);
  }

  private void window(long slides, long count) {
    totals.add(slides * SLIDE, new String[] {"x", "a"}, new long[] {99, count}, 2);
  }
}
