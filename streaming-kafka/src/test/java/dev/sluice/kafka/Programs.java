package dev.sluice.kafka;

import static org.awaitility.Awaitility.await;

import dev.sluice.dstream.DStreamLike;
import dev.sluice.kafka.fixtures.TestBroker;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A program that collects what a stream of one group brings. Confined to the test's thread. */
final class Programs implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final StreamingContext context;
  private final List<Object> received = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private Programs(StreamingConf conf) {
    this.context = new StreamingContext(conf, Durations.milliseconds(100));
    context.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onReceiverError(StreamingEvent.ReceiverError event) {
            errors.add(event.receiverInfo().lastErrorMessage().orElse(""));
          }
        });
  }

  /** A program that runs, with the settings, and what is to be done before each batch ends. */
  static Programs start(
      Map<String, String> settings,
      Function<StreamingContext, DStreamLike<?, ?, ?>> stream,
      Gate gate) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("kafka")
            .set("streaming.gracefulStopTimeout", PATIENCE.toMillis() + "ms");
    settings.forEach(conf::set);
    Programs program = new Programs(conf);
    collect(stream.apply(program.context), program.received, gate);
    program.context.start();
    return program;
  }

  /** A program on the values of a topic, as texts unless the settings say otherwise. */
  static Programs ofValues(
      TestBroker broker,
      String group,
      String topic,
      Map<String, ?> params,
      Map<String, String> settings,
      Gate gate) {
    return start(
        settings,
        context ->
            KafkaUtils.<Object, Object, Object>createStream(
                context, params(broker, group, params), Map.of(topic, 1), ConsumerRecord::value),
        gate);
  }

  /** Texts with numbers. */
  static List<String> lines(String what, int n) {
    return IntStream.range(0, n).mapToObj(i -> what + i).toList();
  }

  private static <T> void collect(DStreamLike<T, ?, ?> stream, List<Object> received, Gate gate) {
    stream.foreachRDD(
        (rdd, time) -> {
          List<T> records = rdd.collect();
          if (!records.isEmpty()) {
            gate.pass();
            received.addAll(records);
          }
        });
  }

  /** What a batch with records waits for. */
  interface Gate {
    /** Open to all. */
    Gate OPEN = () -> {};

    void pass() throws InterruptedException;
  }

  /** The settings of a consumer of a group. */
  static Map<String, Object> params(TestBroker broker, String group, Map<String, ?> more) {
    Map<String, Object> params = new HashMap<>();
    params.put("bootstrap.servers", broker.address());
    params.put("group.id", group);
    params.put("auto.offset.reset", "earliest");
    params.put("heartbeat.interval.ms", 300);
    params.putAll(more);
    return params;
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }

  List<Object> received() {
    return received;
  }

  List<String> errors() {
    return errors;
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
