package dev.sluice.zeromq;

import static org.awaitility.Awaitility.await;

import dev.sluice.broker.FreePort;
import dev.sluice.dstream.DStream;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.zeromq.ZMQ;

/** A program that collects what a stream brings. Confined to the test's thread. */
final class Programs<T> implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HANDSHAKE_MS = 1_000;

  private final StreamingContext context;
  private final List<T> received = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  private Programs() {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("zeromq")
            .set("streaming.receiverRestartDelay", "100ms");
    this.context = new StreamingContext(conf, Durations.milliseconds(50));
    context.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onReceiverError(StreamingEvent.ReceiverError event) {
            errors.add(event.receiverInfo().lastErrorMessage().orElse(""));
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

  /** An address of which the port is free. */
  static String freeAddress() throws IOException {
    return address(FreePort.any());
  }

  static String address(int port) {
    return "tcp://127.0.0.1:" + port;
  }

  /** Connects, again if JeroMQ does not read what comes: so it is with one connection of some. */
  static void connect(ZMQ.Socket socket, String address) {
    socket.setHandshakeIvl(HANDSHAKE_MS);
    socket.connect(address);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The frames as one text. */
  static List<String> joined(byte[][] frames) {
    StringBuilder text = new StringBuilder();
    for (byte[] frame : frames) {
      text.append(text.isEmpty() ? "" : "|").append(new String(frame, StandardCharsets.UTF_8));
    }
    return List.of(text.toString());
  }

  /** Texts with numbers. */
  static List<String> lines(String what, int n) {
    return IntStream.range(0, n).mapToObj(i -> what + i).toList();
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

  long counted(String what) {
    return counts.getOrDefault(what, 0L);
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
