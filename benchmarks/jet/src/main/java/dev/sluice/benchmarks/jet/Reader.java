package dev.sluice.benchmarks.jet;

import com.hazelcast.jet.pipeline.SourceBuilder.SourceBuffer;
import dev.sluice.benchmarks.harness.Chunk;
import dev.sluice.benchmarks.harness.Feed;
import dev.sluice.benchmarks.harness.Job;

/**
 * One processor's share of the feed. Where nothing else comes it hands over an empty line now and
 * then, as event time moves on with records only. Confined to Jet's thread of the processor.
 */
final class Reader {
  private static final int CHUNK = 1000;
  private static final long HEARTBEAT_NANOS = 2_000_000;

  private final Feed feed = Job.current().feed();
  private final int lane;
  private final boolean bulk;
  private final boolean heartbeat;
  private long lastBeatNanos = System.nanoTime();

  Reader(int lane, boolean bulk, boolean heartbeat) {
    this.lane = lane;
    this.bulk = bulk;
    this.heartbeat = heartbeat;
  }

  void fill(SourceBuffer<String> buffer) {
    boolean filled = lane < feed.lanes() && (bulk ? addChunk(buffer) : addRecord(buffer));
    if (!filled && heartbeat) {
      beat(buffer);
    }
  }

  private boolean addChunk(SourceBuffer<String> buffer) {
    Chunk chunk = feed.nextChunk(lane, CHUNK);
    if (chunk == null) {
      return false;
    }
    for (int i = chunk.from(); i < chunk.to(); i++) {
      buffer.add(chunk.records()[i]);
    }
    return true;
  }

  private boolean addRecord(SourceBuffer<String> buffer) {
    String record = feed.next(lane);
    if (record == null) {
      return false;
    }
    buffer.add(record);
    return true;
  }

  private void beat(SourceBuffer<String> buffer) {
    long now = System.nanoTime();
    if (now - lastBeatNanos > HEARTBEAT_NANOS) {
      buffer.add("");
      lastBeatNanos = now;
    }
  }
}
