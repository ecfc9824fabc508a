package dev.sluice.flume;

import static org.awaitility.Awaitility.await;

import dev.sluice.dstream.DStream;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A program that collects the events of a stream. Confined to the test's thread. */
final class FlumeProgram implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final StreamingContext context;
  private final List<FlumeEvent> received = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private FlumeProgram(StreamingContext context) {
    this.context = context;
  }

  /** What a batch with events waits for. */
  interface Gate {
    /** Open to all. */
    Gate OPEN = () -> {};

    void pass() throws InterruptedException;
  }

  /** A program that runs. */
  static FlumeProgram start(Function<StreamingContext, DStream<FlumeEvent>> stream) {
    return start(Map.of(), stream, Gate.OPEN);
  }

  /** The same with settings, and what is to be done before each batch ends. */
  static FlumeProgram start(
      Map<String, String> settings,
      Function<StreamingContext, DStream<FlumeEvent>> stream,
      Gate gate) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("flume")
            .set("streaming.gracefulStopTimeout", PATIENCE.toMillis() + "ms")
            .set("streaming.receiverRestartDelay", "100ms");
    settings.forEach(conf::set);
    FlumeProgram program =
        new FlumeProgram(new StreamingContext(conf, Durations.milliseconds(100)));
    program.run(stream, gate);
    return program;
  }

  private void run(Function<StreamingContext, DStream<FlumeEvent>> stream, Gate gate) {
    context.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onReceiverError(StreamingEvent.ReceiverError event) {
            errors.add(event.receiverInfo().lastErrorMessage().orElse(""));
          }
        });
    stream
        .apply(context)
        .foreachRDD(
            (rdd, time) -> {
              List<FlumeEvent> events = rdd.collect();
              if (!events.isEmpty()) {
                gate.pass();
                received.addAll(events);
              }
            });
    context.start();
  }

  /** What batches that are done had. */
  List<FlumeEvent> received() {
    return received;
  }

  List<String> errors() {
    return errors;
  }

  void awaitReceived(int number) {
    eventually(() -> received.size() >= number);
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
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
