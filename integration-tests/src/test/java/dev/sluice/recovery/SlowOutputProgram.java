package dev.sluice.recovery;

import dev.sluice.function.Tuple2;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Receives faster than its output takes, with little memory and settings as they are by default.
 * The arguments are the storage level and the number of records. Says for each batch its records
 * and its total delay in milliseconds, at last the number of all records and the sum of their
 * checks.
 */
final class SlowOutputProgram {
  /** How many records a second the output takes. */
  static final long PACE = 300_000;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private SlowOutputProgram() {}

  /** Runs until all records have come, or something fails. */
  public static void main(String[] args) throws Exception {
    StorageLevel level = level(args[0]);
    long records = Long.parseLong(args[1]);
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("SlowOutput");
    Totals totals = new Totals();
    try (StreamingContext context = new StreamingContext(conf, Durations.milliseconds(200))) {
      context.addStreamingListener(new Delays());
      context
          .receiverStream(new FastReceiver(level, records))
          .foreachRDD(
              rdd -> {
                if (totals.add(rdd) >= records) {
                  context.stop(false);
                }
              });
      context.start();
      ChildProcess.whenInputEnds(() -> context.stop(false));
      context.awaitTermination();
    }
    ChildProcess.say("all " + totals.count + " " + totals.sum);
  }

  private static StorageLevel level(String name) {
    return switch (name) {
      case "MEMORY_ONLY" -> StorageLevel.MEMORY_ONLY;
      case "MEMORY_AND_DISK_SER_2" -> StorageLevel.MEMORY_AND_DISK_SER_2;
      default -> throw new IllegalArgumentException("Cannot store at " + name);
    };
  }

  /** A number that tells a record from others, so that sums tell if one is lost or doubled. */
  static long check(long number) {
    long mixed = (number + 1) * FACTOR;
    return mixed ^ (mixed >>> 32);
  }

  /** What came. Confined to the thread of the jobs until the program has ended. */
  private static final class Totals {
    private long count;
    private long sum;

    /** Adds a batch at the pace of the output; how many records there were so far. */
    long add(RDD<String> rdd) throws InterruptedException {
      Tuple2<Long, Long> batch =
          rdd.map(line -> new Tuple2<>(1L, check(FastReceiver.number(line))))
              .fold(new Tuple2<>(0L, 0L), (a, b) -> new Tuple2<>(a._1() + b._1(), a._2() + b._2()));
      boolean unused =
          new CountDownLatch(1).await(batch._1() * 1_000 / PACE, TimeUnit.MILLISECONDS);
      count += batch._1();
      sum += batch._2();
      return count;
    }
  }

  /** Says how each batch fared. */
  private static final class Delays implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
      long delay = event.batchInfo().totalDelay().orElse(Duration.ZERO).toMillis();
      ChildProcess.say("batch " + event.batchInfo().numRecords() + " " + delay);
    }
  }
}
