package dev.sluice.benchmarks.spark;

import dev.sluice.benchmarks.harness.Job;
import dev.sluice.benchmarks.harness.Range;
import org.apache.spark.rdd.RDD;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.dstream.InputDStream;
import org.apache.spark.streaming.scheduler.StreamInputInfo;
import scala.Option;
import scala.Some;

/** A source without a receiver: a batch takes what has come, within a bound. */
@SuppressWarnings("deprecation") // All of DStreams is, and is what is measured.
final class FeedStream extends InputDStream<String> {
  private static final long serialVersionUID = 1L;
  private static final int PARTITIONS = 2;

  // Not part of a checkpoint: the runs are not restored.
  private final transient BatchSize size;

  FeedStream(StreamingContext context, BatchSize size) {
    super(context, FeedRdd.STRING);
    this.size = size;
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public Option<RDD<String>> compute(Time time) {
    Range range = Job.current().feed().nextRange(size.most());
    if (range != null) {
      StreamInputInfo info =
          new StreamInputInfo(id(), range.size(), scala.collection.immutable.Map$.MODULE$.empty());
      context().scheduler().inputInfoTracker().reportInfo(time, info);
    }
    return new Some<>(new FeedRdd(context().sparkContext(), range, PARTITIONS));
  }
}
