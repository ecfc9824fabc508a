package dev.sluice.kinesis;

import static org.awaitility.Awaitility.await;

import dev.sluice.dstream.InputDStream;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** A program that collects what a stream brings. Confined to the test's thread. */
final class Programs implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(50);

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

          @Override
          public void onReceiverStopped(StreamingEvent.ReceiverStopped event) {
            event.receiverInfo().lastErrorMessage().ifPresent(errors::add);
          }
        });
  }

  /** Makes a stream of a program. */
  interface Definition {
    InputDStream<?> define(StreamingContext context);
  }

  /** What a batch with records waits for. */
  interface Gate {
    /** Open to all. */
    Gate OPEN = () -> {};

    void pass() throws InterruptedException;
  }

  /** A program that runs, with settings, and what is to be done before each batch ends. */
  static Programs start(Map<String, String> settings, Definition stream, Gate gate) {
    StreamingConf conf = new StreamingConf().setMaster("local[2]").setAppName("kinesis");
    settings.forEach(conf::set);
    Programs program = new Programs(conf);
    collect(stream.define(program.context), program.received, gate);
    program.context.start();
    return program;
  }

  /** A program on the texts of a stream. */
  static Programs ofTexts(TestPeer peer, String stream) {
    return ofTexts(peer, stream, Map.of(), Gate.OPEN);
  }

  static Programs ofTexts(TestPeer peer, String stream, Map<String, String> settings, Gate gate) {
    return start(settings, context -> texts(context, peer.builder(stream)), gate);
  }

  /** The texts of a stream. */
  static InputDStream<String> texts(StreamingContext context, KinesisInputDStream.Builder stream) {
    return stream.streamingContext(context).buildWithMessageHandler(Programs::text);
  }

  static String text(KinesisClientRecord record) {
    return StandardCharsets.UTF_8.decode(record.data().duplicate()).toString();
  }

  private static <T> void collect(InputDStream<T> stream, List<Object> received, Gate gate) {
    stream.foreachRDD(
        (rdd, time) -> {
          List<T> records = rdd.collect();
          if (!records.isEmpty()) {
            gate.pass();
            received.addAll(records);
          }
        });
  }

  /** Texts with numbers. */
  static List<String> lines(String what, int n) {
    return IntStream.range(0, n).mapToObj(i -> what + i).toList();
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }

  /** Watches that something stays as it is. */
  static void still(Duration time, Callable<Boolean> condition) {
    await().during(time).atMost(PATIENCE).until(condition);
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
  void stop() {
    context.stop(false);
  }

  /** Stops it at once, if it is not. */
  @Override
  public void close() {
    context.close();
  }
}
