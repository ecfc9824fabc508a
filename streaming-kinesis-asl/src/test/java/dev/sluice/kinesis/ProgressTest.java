package dev.sluice.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.function.Tuple4;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

class ProgressTest {
  private static final String SHARD = "shardId-000000000000";
  private final Progress progress = new Progress();

  private static ExtendedSequenceNumber number(long sequence, long subSequence) {
    return new ExtendedSequenceNumber(Long.toString(sequence), subSequence);
  }

  private static Tuple4<String, String, String, Long> at(long sequence, long subSequence) {
    return Positions.of("stream", SHARD, number(sequence, subSequence));
  }

  @Test
  void a_shard_is_checkpointed_as_far_as_it_is_acknowledged() {
    ShardLease lease = progress.take(SHARD);
    progress.stores(lease, number(9, 0));
    progress.stores(lease, number(10, 0));
    assertThat(progress.toCheckpoint(lease)).isNull();

    progress.acknowledged(List.of(at(9, 0)));
    assertThat(progress.toCheckpoint(lease)).isEqualTo(number(9, 0));
    progress.checkpointed(lease, number(9, 0));
    assertThat(progress.toCheckpoint(lease)).isNull();

    progress.acknowledged(List.of(at(10, 0)));
    assertThat(progress.toCheckpoint(lease)).isEqualTo(number(10, 0));
  }

  @Test
  void records_of_an_aggregate_are_told_apart() {
    ShardLease lease = progress.take(SHARD);
    progress.stores(lease, number(1, 0));
    progress.stores(lease, number(1, 1));
    progress.stores(lease, number(1, 2));

    progress.acknowledged(List.of(at(1, 0), at(1, 1)));

    assertThat(progress.toCheckpoint(lease)).isEqualTo(number(1, 1));
  }

  @Test
  void what_is_left_out_is_passed_once_all_before_it_is_acknowledged() {
    ShardLease lease = progress.take(SHARD);
    progress.skipped(lease, number(1, 0));
    assertThat(progress.toCheckpoint(lease)).isEqualTo(number(1, 0));
    progress.stores(lease, number(2, 0));
    progress.skipped(lease, number(3, 0));
    assertThat(progress.toCheckpoint(lease)).isEqualTo(number(1, 0));

    progress.acknowledged(List.of(at(2, 0)));

    assertThat(progress.toCheckpoint(lease)).isEqualTo(number(3, 0));
  }

  @Test
  void what_was_stored_for_a_lease_that_is_lost_checkpoints_nothing_for_the_next()
      throws InterruptedException {
    ShardLease lost = progress.take(SHARD);
    progress.stores(lost, number(1, 0));
    progress.release(lost);
    ShardLease again = progress.take(SHARD);
    progress.stores(again, number(1, 0));

    progress.acknowledged(List.of(at(1, 0)));
    assertThat(progress.toCheckpoint(lost)).isNull();
    assertThat(progress.toCheckpoint(again)).isNull();
    assertThat(progress.awaitAcknowledged(again, 0)).isFalse();

    progress.acknowledged(List.of(at(1, 0)));
    assertThat(progress.toCheckpoint(again)).isEqualTo(number(1, 0));
    assertThat(progress.awaitAcknowledged(again, 0)).isTrue();
    assertThat(progress.held()).containsExactly(again);
  }

  @Test
  void once_a_record_is_refused_nothing_behind_it_is_stored_or_left_out() {
    ShardLease lease = progress.take(SHARD);
    progress.stores(lease, number(1, 0));
    progress.refuse();

    assertThat(progress.stores(lease, number(2, 0))).isFalse();
    progress.skipped(lease, number(3, 0));
    progress.acknowledged(List.of(at(1, 0)));

    assertThat(progress.toCheckpoint(lease)).isEqualTo(number(1, 0));
  }

  @Test
  void what_was_not_stored_cannot_be_acknowledged() {
    assertThatIllegalStateException()
        .isThrownBy(() -> progress.acknowledged(List.of(at(1, 0))))
        .withMessageContaining("it was not stored or is acknowledged");
  }
}
