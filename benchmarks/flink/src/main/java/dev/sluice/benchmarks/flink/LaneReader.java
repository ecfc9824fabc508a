package dev.sluice.benchmarks.flink;

import dev.sluice.benchmarks.harness.Chunk;
import dev.sluice.benchmarks.harness.Feed;
import dev.sluice.benchmarks.harness.Job;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Reads one lane, a record or a chunk of them each poll. Confined to its task's thread. */
final class LaneReader implements SourceReader<String, LaneSplit> {
  private static final int CHUNK = 1000;
  private static final int NONE = -1;
  private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);

  private final boolean bulk;
  private final Feed feed = Job.current().feed();
  private final CompletableFuture<Void> assigned = new CompletableFuture<>();
  private int lane = NONE;

  LaneReader(boolean bulk) {
    this.bulk = bulk;
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<String> output) {
    boolean more = lane != NONE && (bulk ? collectChunk(output) : collectRecord(output));
    return more ? InputStatus.MORE_AVAILABLE : InputStatus.NOTHING_AVAILABLE;
  }

  private boolean collectChunk(ReaderOutput<String> output) {
    Chunk chunk = feed.nextChunk(lane, CHUNK);
    if (chunk == null) {
      return false;
    }
    for (int i = chunk.from(); i < chunk.to(); i++) {
      output.collect(chunk.records()[i]);
    }
    return true;
  }

  private boolean collectRecord(ReaderOutput<String> output) {
    String record = feed.next(lane);
    if (record == null) {
      return false;
    }
    output.collect(record);
    return true;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return lane == NONE ? assigned : CompletableFuture.runAsync(() -> {}, SOON);
  }

  @Override
  public List<LaneSplit> snapshotState(long checkpointId) {
    return lane == NONE ? List.of() : List.of(new LaneSplit(lane));
  }

  @Override
  public void addSplits(List<LaneSplit> splits) {
    lane = splits.get(0).lane();
    assigned.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {}
}
