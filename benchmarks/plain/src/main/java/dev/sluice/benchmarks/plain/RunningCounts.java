package dev.sluice.benchmarks.plain;

import dev.sluice.benchmarks.harness.Chunk;
import dev.sluice.benchmarks.harness.Job;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The running count for each key: one table for all workers, no batches. */
final class RunningCounts {
  private static final int CHUNK = 1000;

  private final Job job;
  private final Threads threads;

  RunningCounts(Job job, Threads threads) {
    this.job = job;
    this.threads = threads;
  }

  void startFast() {
    SharedCounts counts = new SharedCounts(job.settings().keys());
    for (int i = 0; i < job.feed().lanes(); i++) {
      int lane = i;
      threads.start("worker-" + i, () -> workFast(lane, counts));
    }
  }

  private void workFast(int lane, SharedCounts counts) {
    while (!threads.stopping()) {
      Chunk chunk = job.feed().nextChunk(lane, CHUNK);
      if (chunk == null) {
        Threads.idle();
      } else {
        long sum = 0;
        for (int i = chunk.from(); i < chunk.to(); i++) {
          sum += counts.add(chunk.records()[i]);
        }
        job.sink().updates(chunk.size(), sum);
      }
    }
  }

  void startNaive() {
    Map<String, Long> counts = new ConcurrentHashMap<>();
    for (int i = 0; i < job.feed().lanes(); i++) {
      int lane = i;
      threads.start("worker-" + i, () -> workNaive(lane, counts));
    }
  }

  private void workNaive(int lane, Map<String, Long> counts) {
    while (!threads.stopping()) {
      String key = job.feed().next(lane);
      if (key == null) {
        Threads.idle();
      } else {
        job.sink().update(counts.merge(key, 1L, Long::sum));
      }
    }
  }
}
