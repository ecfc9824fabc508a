package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Chunk;
import dev.sluice.benchmarks.harness.Feed;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverStoppedException;
import java.util.Arrays;

/** Stores one lane of the feed, record by record or many at once, in a thread of its own. */
final class FeedReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK = 50_000;

  private final int lane;
  private final boolean bulk;

  FeedReceiver(int lane, boolean bulk, StorageLevel level) {
    super(level);
    this.lane = lane;
    this.bulk = bulk;
  }

  @Override
  public void onStart() {
    Thread thread = new Thread(this::receive, "feed-receiver-" + lane);
    thread.setDaemon(true);
    thread.start();
  }

  private void receive() {
    Feed feed = Job.current().feed();
    try {
      if (bulk) {
        storeChunks(feed);
      } else {
        storeRecords(feed);
      }
    } catch (ReceiverStoppedException e) {
      return; // The run is over.
    }
  }

  private void storeChunks(Feed feed) {
    Chunk chunk = feed.takeChunk(lane, CHUNK);
    while (chunk != null && !isStopped()) {
      store(Arrays.asList(Arrays.copyOfRange(chunk.records(), chunk.from(), chunk.to())));
      chunk = feed.takeChunk(lane, CHUNK);
    }
  }

  private void storeRecords(Feed feed) {
    String record = feed.take(lane);
    while (record != null && !isStopped()) {
      store(record);
      record = feed.take(lane);
    }
  }

  @Override
  public void onStop() {}
}
