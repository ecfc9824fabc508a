package dev.sluice.pekko;

import static org.awaitility.Awaitility.await;

import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;

/** A program that collects what an actor stores. Thread-safe: its collections are. */
final class Programs implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StreamingContext context;
  private final List<Object> received = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<ActorRef> started = new LinkedBlockingQueue<>();

  Programs(String... settings) {
    StreamingConf conf =
        new StreamingConf()
            .setMaster("local[2]")
            .setAppName("pekko")
            .set("streaming.receiverRestartDelay", "50ms");
    for (int i = 0; i < settings.length; i += 2) {
      conf.set(settings[i], settings[i + 1]);
    }
    context = new StreamingContext(conf, Durations.milliseconds(50));
    context.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onReceiverError(StreamingEvent.ReceiverError event) {
            errors.add(event.receiverInfo().lastErrorMessage().orElse(""));
          }

          @Override
          public void onReceiverStopped(StreamingEvent.ReceiverStopped event) {
            errors.add(event.receiverInfo().lastErrorMessage().orElse(""));
          }

          @Override
          public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
            event.batchInfo().inputs().values().forEach(input -> count(input.metadata()));
          }
        });
  }

  private void count(Map<String, String> metadata) {
    metadata.forEach(
        (what, n) -> {
          if (n.matches("\\d+")) {
            counts.merge(what, Long.valueOf(n), Long::sum);
          }
        });
  }

  StreamingContext context() {
    return context;
  }

  /** An actor that does what its messages say, and is known to this once it starts. */
  Props obedient() {
    return Props.create(Obedient.class, () -> new Obedient(started));
  }

  /** Starts the program with a stream. */
  Programs start(Props props, PekkoOptions options) {
    PekkoUtils.createStream(context, props, "it", options)
        .foreachRDD(rdd -> received.addAll(rdd.collect()));
    context.start();
    return this;
  }

  /** The next actor that has started. */
  ActorRef nextActor() throws InterruptedException {
    ActorRef actor = started.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (actor == null) {
      throw new AssertionError("found no actor that started, expected one");
    }
    return actor;
  }

  static CompletableFuture<Object> ask(ActorRef actor, Object message) {
    return Patterns.ask(actor, message, PATIENCE).toCompletableFuture();
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

  long counted(String what) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().contains(what))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public void close() {
    context.close();
  }
}
