package dev.sluice.kafka.group;

import dev.sluice.kafka.client.KafkaParams;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that a consumer has, and the commits of their offsets. Before it gives one up it
 * waits a while for what is being stored, so that the next owner does not receive that again.
 * Confined to the thread that polls.
 */
final class Holding implements ConsumerRebalanceListener {
  private static final long COMMIT_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final Duration REBALANCE = Duration.ofMillis(100);
  private static final String NOT_COMMITTED = "Cannot commit offsets, so these records come again";
  private static final long MOST_WAIT_MS = 30_000;
  private static final String DEFAULT_POLL_INTERVAL_MS = "300000";

  private final Consumer<?, ?> consumer;
  private final Progress progress;
  private final KafkaReceiver<?, ?, ?> receiver;
  private final BooleanSupplier stopped;
  private final long mostWaitMs;
  private final Map<TopicPartition, Assignment> assignments = new HashMap<>();
  private long lastCommit = System.nanoTime();
  private boolean committing;
  private boolean failing;
  private boolean ended;

  /**
   * Nothing is assigned yet.
   *
   * @param stopped whether nobody waits any more for what is being stored
   */
  Holding(
      Consumer<?, ?> consumer,
      KafkaParams params,
      Progress progress,
      KafkaReceiver<?, ?, ?> receiver,
      BooleanSupplier stopped) {
    this.consumer = consumer;
    this.progress = progress;
    this.receiver = receiver;
    this.stopped = stopped;
    long pollIntervalMs =
        Long.parseLong(
            params.get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, DEFAULT_POLL_INTERVAL_MS));
    this.mostWaitMs = Math.min(pollIntervalMs / 2, MOST_WAIT_MS);
  }

  /** The present assignment of a partition; null if it is another's. */
  @Nullable Assignment assignment(TopicPartition partition) {
    return assignments.get(partition);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      assignments.put(partition, new Assignment(partition));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<Assignment> leaving = release(partitions);
    if (!ended) {
      progress.awaitAcknowledged(leaving, mostWaitMs, stopped);
      commitNow(leaving);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    release(partitions);
  }

  private List<Assignment> release(Collection<TopicPartition> partitions) {
    List<Assignment> leaving =
        partitions.stream().map(assignments::remove).filter(Objects::nonNull).toList();
    progress.release(leaving);
    return leaving;
  }

  /** Sends what can be committed, unless that was done just now or is under way. */
  void commitSoon() {
    long now = System.nanoTime();
    if (committing || now - lastCommit < COMMIT_INTERVAL_NS) {
      return;
    }
    List<Assignment> held = List.copyOf(assignments.values());
    Map<TopicPartition, OffsetAndMetadata> offsets = progress.toCommit(held);
    if (!offsets.isEmpty()) {
      committing = true;
      lastCommit = now;
      consumer.commitAsync(offsets, (sent, failure) -> hear(held, offsets, failure));
    }
  }

  private void hear(
      List<Assignment> held,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      @Nullable Exception failure) {
    committing = false;
    if (failure == null) {
      progress.committed(held, offsets);
      failing = false;
    } else if (!failing && !isPassing(failure)) {
      failing = true;
      receiver.report("Cannot commit offsets, which is tried again", failure);
    }
  }

  /** Of no account, because the next commit has the same offsets, or another member has. */
  private static boolean isPassing(Exception failure) {
    return failure instanceof RetriableException
        || failure instanceof RebalanceInProgressException
        || failure instanceof CommitFailedException;
  }

  /** Commits what can be; reports a failure, which costs that records come again. */
  private void commitNow(Collection<Assignment> held) {
    try {
      commit(held);
    } catch (RuntimeException failure) {
      receiver.report(NOT_COMMITTED, failure);
    }
  }

  private void commit(Collection<Assignment> held) {
    Map<TopicPartition, OffsetAndMetadata> offsets = progress.toCommit(held);
    if (offsets.isEmpty()) {
      return;
    }
    commitThoughWoken(offsets, System.nanoTime() + COMMIT.toNanos());
    progress.committed(held, offsets);
  }

  /** A wakeup was to end a poll; consumers of the new protocol may tell it more than one call. */
  private void commitThoughWoken(Map<TopicPartition, OffsetAndMetadata> offsets, long deadlineNs) {
    boolean committed = false;
    while (!committed) {
      try {
        consumer.commitSync(offsets, COMMIT);
        committed = true;
      } catch (WakeupException woken) {
        if (System.nanoTime() - deadlineNs > 0) {
          throw woken;
        }
      }
    }
  }

  /** Commits what is acknowledged, once no rebalance is under way; afterwards nothing is. */
  void end() {
    try {
      commitLast(System.nanoTime() + COMMIT.toNanos());
    } catch (RuntimeException failure) {
      receiver.report(NOT_COMMITTED, failure);
    } finally {
      ended = true;
      progress.release(assignments.values());
    }
  }

  private void commitLast(long deadlineNs) {
    boolean committed = false;
    while (!committed) {
      try {
        commit(List.copyOf(assignments.values()));
        committed = true;
      } catch (RebalanceInProgressException rebalance) {
        if (System.nanoTime() - deadlineNs > 0) {
          throw rebalance;
        }
        completeRebalance();
      }
    }
  }

  private void completeRebalance() {
    consumer.pause(consumer.assignment());
    try {
      var unused = consumer.poll(REBALANCE);
    } catch (InvalidOffsetException isOfWhatCame) {
      return;
    }
  }
}
