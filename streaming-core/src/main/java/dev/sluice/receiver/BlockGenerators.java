package dev.sluice.receiver;

import dev.sluice.engine.RecordSizes;
import dev.sluice.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The block generators of one supervisor. Thread-safe: a monitor guards changes, others work on
 * snapshots.
 */
final class BlockGenerators {
  private final int streamId;
  private final ReceiverSettings settings;
  private final Clock clock;
  private final BlockNumbers numbers;
  private final RecordSizes sizes;
  private final List<BlockGenerator<?>> generators = new CopyOnWriteArrayList<>();
  private long latestRate;
  private int made;
  private boolean stopped;

  BlockGenerators(
      int streamId,
      ReceiverSettings settings,
      Clock clock,
      BlockNumbers numbers,
      RecordSizes sizes) {
    this.streamId = streamId;
    this.settings = settings;
    this.clock = clock;
    this.numbers = numbers;
    this.sizes = sizes;
  }

  /** Makes a generator that is not started; forgets those that were stopped. */
  <T> BlockGenerator<T> create(BlockGeneratorListener<T> listener) {
    return create(BlockPace.INTERVAL, record -> sizes.estimate(record), listener);
  }

  /**
   * As {@link #create(BlockGeneratorListener)}, closing blocks at another pace.
   *
   * @param recordSizes estimates the bytes of a record
   */
  synchronized <T> BlockGenerator<T> create(
      BlockPace pace, ToLongFunction<? super T> recordSizes, BlockGeneratorListener<T> listener) {
    if (stopped) {
      throw new ReceiverStoppedException(
          "Cannot create a block generator: the receiver of stream " + streamId + " has stopped",
          null);
    }
    RateLimiter limiter =
        new RateLimiter(settings.maxRate(), settings.initialRate(), NanoTime.SYSTEM);
    limiter.updateRate(latestRate);
    String name = "sluice-blocks-" + streamId + (made == 0 ? "" : "-" + made);
    made++;
    BlockGenerator<T> generator =
        new BlockGenerator<>(
            streamId, name, pace, settings, clock, numbers, limiter, recordSizes, listener);
    generators.removeIf(BlockGenerator::hasEnded);
    generators.add(generator);
    return generator;
  }

  synchronized void updateRate(long recordsPerSecond) {
    latestRate = recordsPerSecond;
    generators.forEach(generator -> generator.updateRate(recordsPerSecond));
  }

  /** Seals all; the last to push everything, or to hold it, runs {@code whenPushed}. */
  void seal(Runnable whenPushed) {
    seal(whenPushed, true);
  }

  /** Seals all; the last to push everything runs {@code whenPushed}. */
  void sealAll(Runnable whenPushed) {
    seal(whenPushed, false);
  }

  private void seal(Runnable whenPushed, boolean passesHeld) {
    List<BlockGenerator<?>> all = List.copyOf(generators);
    AtomicInteger left = new AtomicInteger(all.size() + 1);
    Runnable one =
        () -> {
          if (left.decrementAndGet() == 0) {
            whenPushed.run();
          }
        };
    all.forEach(generator -> generator.seal(one, passesHeld));
    one.run();
  }

  /** The generator whose blocks a thread pushes; null if it pushes none. */
  @Nullable BlockGenerator<?> pushedBy(Thread thread) {
    for (BlockGenerator<?> generator : generators) {
      if (generator.isPushedBy(thread)) {
        return generator;
      }
    }
    return null;
  }

  void awaitPushed() throws InterruptedException {
    for (BlockGenerator<?> generator : generators) {
      generator.awaitPushed();
    }
  }

  /** None takes records any more, and there will be no other; what is taken is pushed. */
  void refuse() {
    end();
    generators.forEach(BlockGenerator::refuse);
  }

  /** Drains and ends all. */
  void stop() {
    end();
    generators.forEach(BlockGenerator::stop);
  }

  /** Ends all at once. */
  void abort() {
    end();
    generators.forEach(BlockGenerator::abort);
  }

  private synchronized void end() {
    stopped = true;
  }
}
