package dev.sluice.kafka.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple4;
import dev.sluice.rdd.StorageLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

/** What is committed when partitions come and go, with a consumer that Kafka has for tests. */
class HoldingTest {
  private static final TopicPartition PARTITION = new TopicPartition("topic", 0);
  private static final int EPOCH = 2;

  private final RebalancingConsumer consumer = new RebalancingConsumer();
  private final Progress progress = new Progress();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Holding holding =
      new Holding(
          consumer,
          ReceiverParams.of(Map.of("bootstrap.servers", "localhost:9092", "group.id", "group")),
          progress,
          KafkaReceiver.<String, String, String>of(
              Map.of("bootstrap.servers", "localhost:9092", "group.id", "group"),
              Map.of("topic", 1),
              ConsumerRecord::value,
              StorageLevel.MEMORY_ONLY),
          stopped::get);

  /** One that commits nothing during a rebalance, which a poll completes. */
  private static final class RebalancingConsumer extends MockConsumer<byte[], byte[]> {
    private boolean rebalancing;

    RebalancingConsumer() {
      super("earliest");
    }

    @Override
    public synchronized void commitSync(
        Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      if (rebalancing) {
        throw new RebalanceInProgressException();
      }
      super.commitSync(offsets, timeout);
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      rebalancing = false;
      return ConsumerRecords.empty();
    }
  }

  private Assignment assign() {
    consumer.assign(List.of(PARTITION));
    holding.onPartitionsAssigned(List.of(PARTITION));
    return holding.assignment(PARTITION);
  }

  private void store(Assignment assignment, long... offsets) {
    for (long offset : offsets) {
      progress.polled(assignment, 1, new OffsetAndMetadata(offset + 1, Optional.of(EPOCH), ""));
      assertThat(progress.stores(assignment, offset)).isTrue();
    }
  }

  private void acknowledge(long offset) {
    progress.acknowledged(List.of(new Tuple4<>("topic", 0, offset, EPOCH)));
  }

  private OffsetAndMetadata committed() {
    return consumer.committed(Set.of(PARTITION)).get(PARTITION);
  }

  @Test
  void a_partition_that_is_revoked_is_committed_once_all_is_acknowledged() throws Exception {
    Assignment assignment = assign();
    store(assignment, 5, 6);
    Thread acknowledging =
        new Thread(
            () -> {
              acknowledge(5);
              acknowledge(6);
            });
    acknowledging.start();

    holding.onPartitionsRevoked(List.of(PARTITION));

    assertThat(committed()).isEqualTo(new OffsetAndMetadata(7, Optional.of(EPOCH), ""));
    assertThat(holding.assignment(PARTITION)).isNull();
    acknowledging.join();
  }

  @Test
  void a_partition_that_is_revoked_at_the_stop_is_committed_as_far_as_it_is_acknowledged() {
    Assignment assignment = assign();
    store(assignment, 5, 6);
    acknowledge(5);
    stopped.set(true);

    holding.onPartitionsRevoked(List.of(PARTITION));

    assertThat(committed()).isEqualTo(new OffsetAndMetadata(6, Optional.of(EPOCH), ""));
  }

  @Test
  void for_a_partition_that_is_lost_nothing_is_committed_also_when_it_comes_back() {
    Assignment lost = assign();
    store(lost, 5);

    holding.onPartitionsLost(List.of(PARTITION));
    Assignment next = assign();
    acknowledge(5);
    holding.end();

    assertThat(committed()).isNull();
    assertThat(next).isNotSameAs(lost);
  }

  @Test
  void the_last_commit_waits_for_the_end_of_a_rebalance() {
    store(assign(), 5);
    acknowledge(5);
    consumer.rebalancing = true;

    holding.end();

    assertThat(committed()).isEqualTo(new OffsetAndMetadata(6, Optional.of(EPOCH), ""));
  }

  @Test
  void after_the_end_nothing_is_committed() {
    Assignment assignment = assign();
    store(assignment, 5);
    holding.end();
    acknowledge(5);

    holding.onPartitionsRevoked(List.of(PARTITION));

    assertThat(committed()).isNull();
  }
}
