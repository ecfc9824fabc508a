package dev.sluice.benchmarks.spark;

import dev.sluice.benchmarks.harness.Busy;
import dev.sluice.benchmarks.harness.Feed;
import org.apache.spark.streaming.scheduler.BatchInfo;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;

/** What the batches did so far. Thread-safe: the methods take the monitor. */
final class Progress implements StreamingListener {
  private final Feed feed;
  private final BatchSize size;
  private long busyMs;
  private long busyBatches;

  Progress(Feed feed, BatchSize size) {
    this.feed = feed;
    this.size = size;
  }

  @Override
  public synchronized void onBatchCompleted(StreamingListenerBatchCompleted completed) {
    BatchInfo batch = completed.batchInfo();
    if (batch.numRecords() > 0) {
      long tookMs = (Long) batch.processingDelay().get();
      feed.acknowledge(batch.numRecords());
      size.completed(batch.numRecords(), tookMs);
      busyMs += tookMs;
      busyBatches++;
    }
  }

  synchronized Busy busy() {
    return new Busy(busyMs / 1e3, busyBatches);
  }
}
