package dev.sluice.kafka.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.function.Tuple4;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final TopicPartition PARTITION = new TopicPartition("topic", 3);
  private static final int EPOCH = 7;

  private final Progress progress = new Progress();
  private final Assignment assignment = new Assignment(PARTITION);

  private static OffsetAndMetadata offset(long offset) {
    return new OffsetAndMetadata(offset, Optional.of(EPOCH), "");
  }

  private void acknowledge(long... offsets) {
    for (long offset : offsets) {
      progress.acknowledged(List.of(new Tuple4<>("topic", 3, offset, EPOCH)));
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> toCommit(Assignment of) {
    return progress.toCommit(List.of(of));
  }

  @Test
  void what_is_stored_can_be_committed_once_it_is_acknowledged() {
    progress.polled(assignment, 3, offset(8));
    assertThat(progress.stores(assignment, 5)).isTrue();
    assertThat(progress.stores(assignment, 6)).isTrue();
    assertThat(toCommit(assignment)).isEmpty();

    acknowledge(5);

    assertThat(toCommit(assignment)).isEqualTo(Map.of(PARTITION, offset(6)));
  }

  @Test
  void with_all_done_what_follows_the_last_record_can_be_committed_and_only_once() {
    progress.polled(assignment, 2, offset(11));
    progress.stores(assignment, 5);
    progress.skipped(assignment);
    acknowledge(5);

    assertThat(toCommit(assignment)).isEqualTo(Map.of(PARTITION, offset(11)));
    progress.committed(List.of(assignment), toCommit(assignment));
    assertThat(toCommit(assignment)).isEmpty();
  }

  @Test
  void an_acknowledgement_for_an_assignment_that_has_ended_commits_nothing_for_the_next() {
    progress.polled(assignment, 3, offset(8));
    progress.stores(assignment, 5);
    progress.stores(assignment, 6);
    progress.release(List.of(assignment));
    Assignment next = new Assignment(PARTITION);
    progress.polled(next, 2, offset(8));
    progress.stores(next, 6);

    acknowledge(5, 6);
    assertThat(toCommit(next)).isEmpty();

    acknowledge(6);
    assertThat(toCommit(next)).isEqualTo(Map.of(PARTITION, offset(7)));
  }

  @Test
  void an_assignment_that_has_ended_stores_nothing() {
    progress.polled(assignment, 1, offset(6));
    progress.release(List.of(assignment));

    assertThat(progress.stores(assignment, 5)).isFalse();
    assertThat(toCommit(assignment)).isEmpty();
  }

  @Test
  void waiting_ends_when_all_is_acknowledged_or_it_is_given_up() throws Exception {
    progress.polled(assignment, 1, offset(6));
    progress.stores(assignment, 5);
    assertThat(progress.awaitAcknowledged(List.of(assignment), 10_000, () -> true)).isFalse();
    assertThat(progress.awaitAcknowledged(List.of(assignment), 1, () -> false)).isFalse();

    Thread acknowledging = new Thread(() -> acknowledge(5));
    acknowledging.start();

    assertThat(progress.awaitAcknowledged(List.of(assignment), 10_000, () -> false)).isTrue();
    acknowledging.join();
  }

  @Test
  void an_acknowledgement_of_nothing_is_an_error() {
    assertThatIllegalStateException().isThrownBy(() -> acknowledge(5)).withMessageContaining("5");
  }
}
