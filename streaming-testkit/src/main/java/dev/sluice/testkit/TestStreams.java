package dev.sluice.testkit;

import dev.sluice.dstream.DStreamLike;
import dev.sluice.dstream.InputDStream;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.StreamingException;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a streaming program in a test: inputs are lists, one for each batch, outputs are collected,
 * and time passes when the test says so. {@link #advance} returns when everything the passed time
 * has caused is done, so that a test neither sleeps nor polls.
 *
 * <pre>{@code
 * try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
 *   var lines = streams.input(List.of(List.of("a b"), List.of("b")));
 *   var words = streams.collect(lines.flatMap(line -> List.of(line.split(" "))));
 *   streams.start();
 *   streams.advance(2);
 *   assertThat(words.batches()).containsExactly(List.of("a", "b"), List.of("b"));
 * }
 * }</pre>
 *
 * <p>Confined to the test's thread.
 */
public final class TestStreams implements AutoCloseable {
  private static final int PARTITIONS = 2;

  private final ManualClock clock;
  private final PilingClock piling;
  private final StreamingContext context;

  private TestStreams(StreamingConf conf, Duration batchInterval, Time now) {
    this.clock = new ManualClock(now.milliseconds());
    this.piling = new PilingClock(clock);
    this.context = new StreamingContext(conf, batchInterval, piling);
  }

  /** A program on two task threads whose clock stands at 0. */
  public static TestStreams create(Duration batchInterval) {
    return create(new StreamingConf(), batchInterval);
  }

  /** A program with this configuration; two task threads and a name unless it says otherwise. */
  public static TestStreams create(StreamingConf conf, Duration batchInterval) {
    return create(conf, batchInterval, new Time(0));
  }

  /** As {@link #create(StreamingConf, Duration)}, with the clock at a time: for a restart. */
  public static TestStreams create(StreamingConf conf, Duration batchInterval, Time now) {
    StreamingConf complete =
        conf.copy()
            .setIfMissing("streaming.master", "local[2]")
            .setIfMissing("streaming.appName", "test");
    return new TestStreams(complete, batchInterval, now);
  }

  /** The program's context. */
  public StreamingContext context() {
    return context;
  }

  /** The program's clock; {@link #advance} moves it by whole batches. */
  public ManualClock clock() {
    return clock;
  }

  /**
   * A stream whose k-th batch has the records of the k-th list, in two partitions; batches after
   * the last are empty. A list that is null stands for a batch without a dataset.
   */
  public <T> InputDStream<T> input(List<? extends @Nullable List<T>> batches) {
    return input(batches, PARTITIONS);
  }

  /** As {@link #input(List)}, in so many partitions. */
  public <T> InputDStream<T> input(List<? extends @Nullable List<T>> batches, int partitions) {
    return context.sourceStream(new ListSource<>(batches, partitions, context.batchInterval()));
  }

  /** Collects what a stream has in each batch from now on. */
  public <T> Collected<T> collect(DStreamLike<T, ?, ?> stream) {
    Collected<T> collected = new Collected<>();
    stream.glom().foreachRDD((rdd, time) -> collected.add(time, rdd.collect()));
    return collected;
  }

  /** Starts the program; the first batch is one interval away. */
  public void start() {
    context.start();
  }

  /**
   * Lets so many batch intervals pass and everything happen that they cause; none lets end what is
   * under way, such as what a restart has to make up for.
   *
   * @throws StreamingException if the program failed, then or before
   */
  public void advance(int batches) {
    clock.advance(Duration.ZERO);
    for (int batch = 0; batch < batches; batch++) {
      clock.advance(context.batchInterval());
    }
    throwFailure();
  }

  /**
   * Lets so many batch intervals pass at once, as for a driver that has fallen behind: all batches
   * are due before the first is done. Returns when they are done.
   *
   * @throws StreamingException if the program failed, then or before
   */
  public void advanceAtOnce(int batches) {
    piling.pileUp(context.batchInterval().multipliedBy(batches));
    throwFailure();
  }

  private void throwFailure() {
    try {
      context.awaitTerminationOrTimeout(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the program without draining. */
  @Override
  public void close() {
    context.close();
  }
}
