package dev.sluice.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionCountsTest {
  @Test
  void the_sum_is_known_once_all_partitions_are() {
    PartitionCounts counts = new PartitionCounts(2);
    counts.set(0, 3);
    assertThat(counts.sum()).isEmpty();
    counts.set(1, 4);
    assertThat(counts.sum()).hasValue(7);
    counts.set(1, 0);
    assertThat(counts.sum()).hasValue(3);
  }

  @Test
  void a_sum_that_is_given_counts_until_partitions_are_known() {
    PartitionCounts counts = new PartitionCounts(3);
    counts.setSum(10);
    assertThat(counts.sum()).hasValue(10);
    counts.set(0, 1);
    assertThat(counts.sum()).hasValue(1);
  }

  @Test
  void nothing_has_the_sum_zero() {
    assertThat(new PartitionCounts(0).sum()).hasValue(0);
  }
}
