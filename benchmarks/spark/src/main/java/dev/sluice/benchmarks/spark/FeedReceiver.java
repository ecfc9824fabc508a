package dev.sluice.benchmarks.spark;

import dev.sluice.benchmarks.harness.Chunk;
import dev.sluice.benchmarks.harness.Feed;
import dev.sluice.benchmarks.harness.Job;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.receiver.Receiver;

/** Stores the feed, record by record or many at once, in a thread of its own. */
final class FeedReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK = 50_000;

  private final boolean bulk;

  FeedReceiver(boolean bulk, StorageLevel level) {
    super(level);
    this.bulk = bulk;
  }

  @Override
  public void onStart() {
    Thread thread = new Thread(this::receive, "feed-receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private void receive() {
    Feed feed = Job.current().feed();
    if (bulk) {
      storeChunks(feed);
    } else {
      storeRecords(feed);
    }
  }

  private void storeChunks(Feed feed) {
    Chunk chunk = feed.takeChunk(0, CHUNK);
    while (chunk != null && !isStopped()) {
      store(chunk.iterator());
      chunk = feed.takeChunk(0, CHUNK);
    }
  }

  private void storeRecords(Feed feed) {
    String record = feed.take(0);
    while (record != null && !isStopped()) {
      store(record);
      record = feed.take(0);
    }
  }

  @Override
  public void onStop() {}
}
