package dev.sluice.benchmarks.flink;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives each reader the next lane. Confined to Flink's coordinator thread. */
final class LaneEnumerator implements SplitEnumerator<LaneSplit, Integer> {
  private final SplitEnumeratorContext<LaneSplit> context;
  private int next;

  LaneEnumerator(SplitEnumeratorContext<LaneSplit> context) {
    this.context = context;
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<LaneSplit> splits, int subtask) {}

  @Override
  public void addReader(int subtask) {
    context.assignSplit(new LaneSplit(next++), subtask);
  }

  @Override
  public Integer snapshotState(long checkpointId) {
    return next;
  }

  @Override
  public void close() {}
}
