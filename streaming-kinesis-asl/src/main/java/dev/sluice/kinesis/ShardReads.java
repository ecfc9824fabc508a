package dev.sluice.kinesis;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import software.amazon.kinesis.common.StreamConfig;
import software.amazon.kinesis.leases.ShardInfo;
import software.amazon.kinesis.metrics.MetricsFactory;
import software.amazon.kinesis.retrieval.RecordsPublisher;
import software.amazon.kinesis.retrieval.RetrievalFactory;

/**
 * What reads the shards for one worker. A worker that cannot end its readers within its failover
 * time leaves them: they would read on for ever, so this ends them. Thread-safe.
 */
final class ShardReads implements RetrievalFactory {
  private final RetrievalFactory library;

  /** A read that has ended is held by nobody else. */
  private final Set<RecordsPublisher> begun =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Reads as the library does. */
  ShardReads(RetrievalFactory library) {
    this.library = library;
  }

  @Override
  public RecordsPublisher createGetRecordsCache(
      ShardInfo shard, StreamConfig stream, MetricsFactory metrics) {
    return add(library.createGetRecordsCache(shard, stream, metrics));
  }

  @Override
  public RecordsPublisher createGetRecordsCache(
      ShardInfo shard, StreamConfig stream, MetricsFactory metrics, String consumerId) {
    return add(library.createGetRecordsCache(shard, stream, metrics, consumerId));
  }

  private RecordsPublisher add(RecordsPublisher read) {
    begun.add(read);
    return read;
  }

  /** Ends all that have not ended; without effect on the others. */
  void end() {
    List<RecordsPublisher> left;
    synchronized (begun) {
      left = List.copyOf(begun);
    }
    left.forEach(RecordsPublisher::shutdown);
  }
}
