package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Records are their own sizes. */
class OpenBlockTest {
  private final AtomicInteger looks = new AtomicInteger();

  private OpenBlock<Integer> block(int maxRecords, long maxBytes) {
    return new OpenBlock<>(
        maxRecords,
        maxBytes,
        size -> {
          looks.incrementAndGet();
          return size;
        });
  }

  private static int fill(OpenBlock<Integer> block, int size) {
    int records = 0;
    do {
      block.add(size);
      records++;
    } while (!block.isFull());
    return records;
  }

  @Test
  void it_is_full_when_it_has_about_so_many_bytes() {
    OpenBlock<Integer> block = block(100_000, 10_000);
    assertThat(fill(block, 10)).isEqualTo(1_000);
    assertThat(block.bytes()).isEqualTo(10_000);
    assertThat(block.isFull()).as("still").isTrue();
  }

  @Test
  void it_is_full_when_it_has_so_many_records() {
    OpenBlock<Integer> block = block(500, 1_000_000);
    assertThat(fill(block, 10)).isEqualTo(500);
  }

  @Test
  void few_records_are_looked_at() {
    OpenBlock<Integer> block = block(100_000, 10_000_000);
    assertThat(fill(block, 100)).isEqualTo(100_000);
    assertThat(looks.get()).isLessThan(100);
  }

  @Test
  void one_large_record_fills_it() {
    OpenBlock<Integer> block = block(1_000, 10_000);
    assertThat(fill(block, 50_000)).isEqualTo(1);
    assertThat(block.take()).containsExactly(50_000);
    assertThat(block.isEmpty()).isTrue();
    assertThat(fill(block, 50_000)).isEqualTo(1);
  }

  @Test
  void large_records_after_small_ones_are_noticed() {
    OpenBlock<Integer> block = block(100_000, 100_000);
    fill(block, 10);
    List<Integer> unused = block.take();
    assertThat(fill(block, 50_000)).isLessThanOrEqualTo(16);
  }

  @Test
  void records_that_were_not_looked_at_count_as_those_before() {
    OpenBlock<Integer> block = block(100_000, 100_000);
    fill(block, 10);
    List<Integer> unused = block.take();
    block.add(10);
    block.add(10);
    assertThat(block.bytes()).isEqualTo(20);
  }

  @Test
  void without_a_bound_nothing_is_looked_at() {
    OpenBlock<Integer> block = block(1_000, ReceiverSettings.UNBOUNDED);
    assertThat(fill(block, 1_000_000)).isEqualTo(1_000);
    assertThat(block.bytes()).isZero();
    assertThat(looks).hasValue(0);
  }
}
