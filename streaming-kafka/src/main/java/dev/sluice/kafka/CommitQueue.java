package dev.sluice.kafka;

import dev.sluice.kafka.client.KafkaCluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Offsets that wait to be committed. Thread-safe: the queues are concurrent; what is sent is
 * confined to the thread that sends.
 */
final class CommitQueue {
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  private record Request(List<OffsetRange> ranges, @Nullable OffsetCommitCallback callback) {}

  void add(OffsetRange[] ranges, @Nullable OffsetCommitCallback callback) {
    requests.add(new Request(List.of(ranges), callback));
  }

  /** Sends what waits, the greatest offset of each partition. */
  KafkaFuture<Void> send(KafkaCluster cluster, String group) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    List<OffsetCommitCallback> callbacks = new ArrayList<>();
    for (Request request = requests.poll(); request != null; request = requests.poll()) {
      for (OffsetRange range : request.ranges) {
        offsets.merge(
            range.topicPartition(),
            new OffsetAndMetadata(range.untilOffset()),
            (one, other) -> one.offset() < other.offset() ? other : one);
      }
      if (request.callback != null) {
        callbacks.add(request.callback);
      }
    }
    if (offsets.isEmpty()) {
      return KafkaFuture.completedFuture(null);
    }
    return cluster
        .commit(group, offsets)
        .whenComplete((done, failure) -> tell(group, offsets, callbacks, failure));
  }

  private void tell(
      String group,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      List<OffsetCommitCallback> callbacks,
      @Nullable Throwable failure) {
    if (failure != null) {
      failures.add("Cannot commit offsets of the group " + group + ": " + failure);
    }
    Exception told =
        failure == null || failure instanceof Exception
            ? (Exception) failure
            : new IOException("Cannot commit offsets", failure);
    callbacks.forEach(callback -> callback.onComplete(offsets, told));
  }

  /** What went wrong since the last call. */
  List<String> takeFailures() {
    List<String> taken = new ArrayList<>();
    for (String failure = failures.poll(); failure != null; failure = failures.poll()) {
      taken.add(failure);
    }
    return taken;
  }
}
