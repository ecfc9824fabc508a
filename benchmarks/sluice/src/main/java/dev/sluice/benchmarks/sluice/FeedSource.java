package dev.sluice.benchmarks.sluice;

import dev.sluice.benchmarks.harness.Feed;
import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Range;
import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.Source;
import dev.sluice.rdd.Split;
import dev.sluice.rdd.TaskContext;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A source without a receiver, as of Kafka's offset ranges: a batch takes what has come, within a
 * bound.
 */
final class FeedSource implements InputSource<String> {
  private static final int PARTITIONS = 2;

  private final BatchSize size;

  FeedSource(BatchSize size) {
    this.size = size;
  }

  @Override
  public String name() {
    return "Feed";
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.REPLAYABLE;
  }

  @Override
  public BatchInput plan(Time batch, int streamId) {
    Range range = Job.current().feed().nextRange(size.most());
    if (range == null) {
      return BatchInput.nothing(streamId);
    }
    byte[] descriptor =
        ByteBuffer.allocate(2 * Long.BYTES).putLong(range.from()).putLong(range.to()).array();
    return new BatchInput(streamId, range.size(), List.of(), Bytes.of(descriptor), Map.of());
  }

  @Override
  public RDD<String> read(RddContext context, Time batch, BatchInput input) {
    if (input.records() == 0) {
      return context.emptyRDD();
    }
    ByteBuffer descriptor = ByteBuffer.wrap(input.descriptor().toArray());
    long from = descriptor.getLong();
    long records = descriptor.getLong() - from;
    List<Split<String>> slices = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      slices.add(new Slice(from + records * i / PARTITIONS, from + records * (i + 1) / PARTITIONS));
    }
    return context.rdd(new Source<>(slices));
  }

  private record Slice(long from, long to) implements Split<String> {
    @Override
    public Iterator<String> open(TaskContext context) {
      Feed feed = Job.current().feed();
      return new Iterator<>() {
        private long at = from;

        @Override
        public boolean hasNext() {
          return at < to;
        }

        @Override
        public String next() {
          if (at >= to) {
            throw new NoSuchElementException();
          }
          return feed.record(at++);
        }
      };
    }
  }
}
