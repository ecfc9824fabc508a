package dev.sluice.mqtt;

import static org.awaitility.Awaitility.await;

import dev.sluice.dstream.DStreamLike;
import dev.sluice.function.Function;
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
import java.util.concurrent.CountDownLatch;

/** A program that collects what a stream brings. Confined to the test's thread. */
final class Programs implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final StreamingContext context;
  private final List<Object> received = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  private Programs(StreamingConf conf) {
    this.context = new StreamingContext(conf, Durations.milliseconds(100));
    context.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onReceiverError(StreamingEvent.ReceiverError event) {
            errors.add(event.receiverInfo().lastErrorMessage().orElse(""));
            errors.add(event.receiverInfo().lastError().orElse(""));
          }

          @Override
          public void onReceiverStopped(StreamingEvent.ReceiverStopped event) {
            ends.add(event.receiverInfo().lastErrorMessage().orElse(""));
            ends.add(event.receiverInfo().lastError().orElse(""));
          }

          @Override
          public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
            event
                .batchInfo()
                .inputs()
                .values()
                .forEach(input -> input.metadata().forEach(Programs.this::count));
          }
        });
  }

  private void count(String what, String n) {
    if (n.matches("\\d+")) {
      counts.merge(what, Long.valueOf(n), Long::sum);
    }
  }

  /** A program that runs, with settings. */
  static Programs start(
      Map<String, String> settings,
      java.util.function.Function<StreamingContext, DStreamLike<?, ?, ?>> stream) {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("mqtt");
    settings.forEach(conf::set);
    Programs program = new Programs(conf);
    program.collect(stream.apply(program.context));
    program.context.start();
    return program;
  }

  /** A program on what a function makes of messages. */
  static <T> Programs of(MqttOptions options, Function<MqttMessage, T> function) {
    return start(Map.of(), context -> MQTTUtils.createStream(context, options, function));
  }

  /** A program on texts. */
  static Programs ofTexts(MqttOptions options) {
    return of(options, MqttMessage::text);
  }

  private <T> void collect(DStreamLike<T, ?, ?> stream) {
    stream.foreachRDD(
        (rdd, time) -> {
          List<T> records = rdd.collect();
          if (!records.isEmpty()) {
            gate.await();
            received.addAll(records);
          }
        });
  }

  /** Has batches with records wait from now on. */
  void holdUntil(CountDownLatch release) {
    gate = release;
  }

  /** How much was counted of something that loses or changes data. */
  long counted(String what) {
    return counts.getOrDefault(what, 0L);
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }

  List<Object> received() {
    return received;
  }

  /** Messages and failures that the receiver reported. */
  List<String> errors() {
    return errors;
  }

  /** Messages and failures with which the receiver ended. */
  List<String> ends() {
    return ends;
  }

  /** Stops it as its operator does. */
  void stopGracefully() {
    context.stop(true);
  }

  /** Stops it at once. */
  @Override
  public void close() {
    context.close();
  }
}
