package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchCostsTest {
  private final BatchCosts costs = new BatchCosts();

  private void batchesOf(long... records) {
    for (long each : records) {
      costs.add(each, 200 + 2 * each);
    }
  }

  @Test
  void at_first_no_size_is_known_to_be_worth_it() {
    assertThat(costs.worthwhile()).isEmpty();
  }

  @Test
  void a_batch_is_worth_it_whose_records_take_as_long_as_the_rest() {
    batchesOf(20, 300, 40, 250, 30, 80);

    assertThat(costs.worthwhile()).hasValue(100);
  }

  @Test
  void the_size_is_at_most_twice_that_of_the_largest() {
    batchesOf(30, 10, 20);

    assertThat(costs.worthwhile()).hasValue(60);
  }

  @Test
  void sizes_that_are_alike_tell_nothing() {
    batchesOf(100, 105, 110, 100);

    assertThat(costs.worthwhile()).isEmpty();
  }

  @Test
  void where_records_take_no_time_a_larger_batch_is_tried() {
    costs.add(10, 130);
    costs.add(20, 130);

    assertThat(costs.worthwhile()).hasValue(40);
  }

  @Test
  void where_only_records_take_time_any_size_is_worth_it() {
    costs.add(10, 100);
    costs.add(20, 200);

    assertThat(costs.worthwhile()).hasValue(0);
  }

  @Test
  void batches_without_records_tell_nothing() {
    batchesOf(20, 300, 0, 0, 0, 40, 250, 30, 80);

    assertThat(costs.worthwhile()).hasValue(100);
  }

  @Test
  void what_was_long_ago_is_forgotten() {
    costs.add(1_000, 1);
    for (int batch = 0; batch < 8; batch++) {
      batchesOf(50, 150);
    }

    assertThat(costs.worthwhile()).hasValue(100);
  }
}
