package dev.sluice.benchmarks.flink;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The feed, one lane a reader. Immutable. */
final class FeedSource implements Source<String, LaneSplit, Integer> {
  private static final long serialVersionUID = 1L;

  private final boolean bulk;

  FeedSource(boolean bulk) {
    this.bulk = bulk;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<String, LaneSplit> createReader(SourceReaderContext context) {
    return new LaneReader(bulk);
  }

  @Override
  public SplitEnumerator<LaneSplit, Integer> createEnumerator(
      SplitEnumeratorContext<LaneSplit> context) {
    return new LaneEnumerator(context);
  }

  @Override
  public SplitEnumerator<LaneSplit, Integer> restoreEnumerator(
      SplitEnumeratorContext<LaneSplit> context, Integer assigned) {
    throw new UnsupportedOperationException("Cannot restore the feed: the runs are not restored");
  }

  @Override
  public SimpleVersionedSerializer<LaneSplit> getSplitSerializer() {
    return new IntSerializer<>(LaneSplit::lane, LaneSplit::new);
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new IntSerializer<>(assigned -> assigned, assigned -> assigned);
  }
}
