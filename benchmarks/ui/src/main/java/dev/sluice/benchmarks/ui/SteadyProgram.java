package dev.sluice.benchmarks.ui;

import dev.sluice.function.Tuple2;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts numbers by key in batches of 10 ms, at a steady rate or as many as it can. Confined to one
 * thread.
 */
final class SteadyProgram {
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final int KEYS = 1_000;

  private final OptionalInt perSecond;

  /**
   * A program.
   *
   * @param perSecond how many numbers a second; empty for as many as it can
   */
  SteadyProgram(OptionalInt perSecond) {
    this.perSecond = perSecond;
  }

  Cost run(PageCost.Way way, Duration length) throws IOException {
    int port = freePort();
    StreamingConf conf =
        StreamingConf.empty()
            .setMaster("local[2]")
            .setAppName("steady")
            .set("streaming.ui.enabled", way == PageCost.Way.OFF ? "false" : "true")
            .set("streaming.ui.port", Integer.toString(port));
    Process viewer = null;
    try (StreamingContext context = new StreamingContext(conf, Durations.milliseconds(10))) {
      context
          .receiverStream(new SteadyNumbers(perSecond))
          .filter(number -> number % 8 != 0)
          .mapToPair(number -> new Tuple2<>(number % KEYS, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD(counts -> counts.count());
      context.start();
      viewer = way == PageCost.Way.VIEWED ? Viewer.start(port) : null;
      pause(WARM_UP);
      return measure(context, length);
    } finally {
      if (viewer != null) {
        viewer.destroyForcibly().onExit().join();
      }
    }
  }

  private static Cost measure(StreamingContext context, Duration length) throws IOException {
    Sums sums = new Sums();
    context.addStreamingListener(sums);
    long began = System.nanoTime();
    CpuTime before = CpuTime.now();
    pause(length);
    CpuTime after = CpuTime.now();
    long took = System.nanoTime() - began;
    context.removeStreamingListener(sums);
    return sums.cost(after.since(before), took);
  }

  private static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Adds up batches as they end. Thread-safe: guarded by its monitor. */
  private static final class Sums implements StreamingListener {
    private long batches;
    private long records;
    private long processingMs;

    @Override
    public synchronized void onBatchCompleted(StreamingEvent.BatchCompleted event) {
      BatchInfo batch = event.batchInfo();
      batches++;
      records += batch.numRecords();
      processingMs += batch.processingDelay().map(Duration::toMillis).orElse(0L);
    }

    synchronized Cost cost(Map<Part, Long> cpuNanos, long tookNanos) {
      Map<Part, Double> percent = new EnumMap<>(Part.class);
      cpuNanos.forEach((part, nanos) -> percent.put(part, 100.0 * nanos / tookNanos));
      double seconds = tookNanos / 1e9;
      return new Cost(percent, (double) processingMs / batches, batches, records / seconds);
    }
  }
}
