package dev.sluice.receiver;

import dev.sluice.engine.BlockId;
import dev.sluice.time.SystemClock;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Adds records of 100 characters to a block generator from one thread, per record. */
@State(Scope.Thread)
public class BlockGeneratorBenchmark {
  static final int RECORDS = 10_000;

  private static final long OBJECT_BYTES = 32;
  private static final long BUFFER_BYTES = 256L << 20;
  private static final int LENGTH = 100;
  private static final int STREAM = 0;
  private static final int EPOCH = 0;

  private final String[] records = new String[RECORDS];
  private final Counted counted = new Counted();
  private Optional<SystemClock> clock = Optional.empty();
  private Optional<BlockGenerator<String>> generator = Optional.empty();

  /** Makes the records, distinct objects. */
  public BlockGeneratorBenchmark() {
    for (int i = 0; i < RECORDS; i++) {
      records[i] = ("%0" + LENGTH + "d").formatted(i);
    }
  }

  /** Starts a generator with the usual settings, whose blocks are dropped. */
  @Setup
  public void start() {
    SystemClock time = new SystemClock(failure -> counted.onError("Cannot keep time", failure));
    BlockGenerator<String> made =
        new BlockGenerator<>(
            STREAM,
            "benchmarks-generator",
            BlockPace.INTERVAL,
            bounded(ReceiverSettings.DEFAULTS),
            time,
            new BlockNumbers("benchmarks", EPOCH, time.millis()),
            new RateLimiter(0, 0, NanoTime.SYSTEM),
            record -> OBJECT_BYTES + record.length(),
            counted);
    made.start();
    clock = Optional.of(time);
    generator = Optional.of(made);
  }

  private static ReceiverSettings bounded(ReceiverSettings settings) {
    return new ReceiverSettings(
        settings.blockInterval(),
        settings.blockQueueSize(),
        settings.maxBlockRecords(),
        settings.maxRate(),
        settings.initialRate(),
        settings.restartDelay(),
        settings.maxRestartDelay(),
        settings.blockStoreTimeout(),
        settings.ackAfter(),
        BUFFER_BYTES);
  }

  /** Ends it, once what was added is pushed. */
  @TearDown
  public void stop() {
    generator.orElseThrow().stop();
    clock.orElseThrow().close();
  }

  /** One by one. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void add() {
    BlockGenerator<String> running = generator.orElseThrow();
    for (String record : records) {
      running.addData(record);
    }
  }

  /** How many records were in blocks so far. */
  long pushed() {
    return counted.records;
  }

  /** Counts what is pushed. Confined to the generator's thread while that runs. */
  private static final class Counted implements BlockGeneratorListener<String> {
    private long records;

    @Override
    public void onPushBlock(BlockId block, List<String> pushed) {
      records += pushed.size();
    }

    @Override
    public void onError(String message, Throwable error) {
      throw new IllegalStateException(message, error);
    }
  }
}
