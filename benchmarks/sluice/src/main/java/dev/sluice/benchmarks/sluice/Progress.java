package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Busy;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import java.time.Duration;

/** What the batches did so far. Thread-safe: the methods take the monitor. */
final class Progress implements StreamingListener {
  private final BatchSize size;
  private long submitted;
  private long completed;
  private Duration busy = Duration.ZERO;
  private long busyBatches;

  Progress(BatchSize size) {
    this.size = size;
  }

  @Override
  public synchronized void onBatchSubmitted(StreamingEvent.BatchSubmitted event) {
    submitted++;
  }

  @Override
  public synchronized void onBatchCompleted(StreamingEvent.BatchCompleted event) {
    completed++;
    BatchInfo batch = event.batchInfo();
    if (batch.numRecords() > 0) {
      Duration took = batch.processingDelay().orElseThrow();
      size.completed(batch.numRecords(), took);
      busy = busy.plus(took);
      busyBatches++;
    }
  }

  synchronized long pending() {
    return submitted - completed;
  }

  synchronized Busy busy() {
    return new Busy(busy.toNanos() / 1e9, busyBatches);
  }
}
