package dev.sluice.twitter;

import static org.awaitility.Awaitility.await;

import dev.sluice.dstream.DStream;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A program that collects what a stream brings. Confined to the test's thread. */
final class Programs<T> implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StreamingContext context;
  private final List<T> received = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  private Programs() {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("twitter")
            .set("streaming.gracefulStopTimeout", PATIENCE.toMillis() + "ms")
            .set("streaming.receiverRestartDelay", "100ms");
    this.context = new StreamingContext(conf, Durations.milliseconds(50));
    context.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onReceiverError(StreamingEvent.ReceiverError event) {
            errors.add(event.receiverInfo().lastErrorMessage().orElse(""));
          }

          @Override
          public void onReceiverStopped(StreamingEvent.ReceiverStopped event) {
            failures.add(
                event.receiverInfo().lastErrorMessage().orElse("")
                    + event.receiverInfo().lastError().orElse(""));
          }

          @Override
          public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
            event.batchInfo().inputs().values().forEach(Programs.this::count);
          }
        });
  }

  private void count(StreamInputInfo input) {
    input
        .metadata()
        .forEach(
            (what, n) -> {
              if (n.matches("\\d+")) {
                counts.merge(what, Long.valueOf(n), Long::sum);
              }
            });
  }

  static <T> Programs<T> start(Function<StreamingContext, ? extends DStream<T>> stream) {
    Programs<T> program = new Programs<>();
    List<T> received = program.received;
    stream.apply(program.context).foreachRDD(rdd -> received.addAll(rdd.collect()));
    program.context.start();
    return program;
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }

  List<T> received() {
    return received;
  }

  List<String> errors() {
    return errors;
  }

  /** All that was counted. */
  Map<String, Long> counts() {
    return counts;
  }

  /** What receivers were stopped with. */
  List<String> failures() {
    return failures;
  }

  long counted(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Stops it as its operator does. */
  DrainReport stopGracefully() {
    return context.stop(true);
  }

  /** Stops it at once. */
  @Override
  public void close() {
    context.close();
  }
}
