package dev.sluice.benchmarks.flink;

import org.apache.flink.api.connector.source.SourceSplit;

/** A lane of the feed. Immutable. */
record LaneSplit(int lane) implements SourceSplit {
  @Override
  public String splitId() {
    return String.valueOf(lane);
  }
}
