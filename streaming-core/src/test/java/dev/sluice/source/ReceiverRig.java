package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Control;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.local.LocalEngine;
import dev.sluice.engine.local.LocalMaster;
import dev.sluice.engine.local.LocalSettings;
import dev.sluice.io.KryoSerializer;
import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.receiver.ReceiverTask;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.receiver.TrackerReply;
import dev.sluice.time.SystemClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs a receiver as a program would, on the embedded engine, and plays the driver's receiver
 * tracker: takes every block and notes what else it hears. Waits at most thirty seconds for
 * anything.
 */
final class ReceiverRig implements AutoCloseable {
  static final int STREAM = 7;
  private static final int PATIENCE_SECONDS = 30;

  private static final ReceiverSettings SETTINGS =
      new ReceiverSettings(
          Duration.ofMillis(5),
          10,
          1_000,
          0,
          0,
          Duration.ofMillis(1),
          Duration.ofMillis(20),
          Duration.ofSeconds(PATIENCE_SECONDS));

  private final List<Throwable> clockErrors = new CopyOnWriteArrayList<>();
  private final SystemClock clock = new SystemClock(clockErrors::add);
  private final LocalEngine engine =
      new LocalEngine(LocalSettings.of(LocalMaster.parse("local[1]")), clock, new KryoSerializer());
  private final Control.Mailbox tracker = engine.control().open(TrackerMessage.MAILBOX, this::hear);
  private final BlockingQueue<Object> records = new LinkedBlockingQueue<>();
  private final BlockingQueue<TrackerMessage.Register> starts = new LinkedBlockingQueue<>();
  private final BlockingQueue<TrackerMessage.Deregister> stops = new LinkedBlockingQueue<>();
  private final BlockingQueue<Map<String, Long>> counts = new LinkedBlockingQueue<>();
  private final LongTask task;

  ReceiverRig(Receiver<?> receiver) {
    task = engine.launch(new ReceiverTask(receiver, STREAM, 0, SETTINGS).spec(), Optional.empty());
  }

  /** The next records, in the order in which they were stored. */
  List<Object> records(int n) throws InterruptedException {
    List<Object> next = new ArrayList<>();
    while (next.size() < n) {
      next.add(next(records, "record"));
    }
    return next;
  }

  /** Waits for the next time that the receiver is about to start. */
  void awaitStart() throws InterruptedException {
    next(starts, "start");
  }

  /** Why the receiver stopped next. */
  TrackerMessage.Deregister nextStop() throws InterruptedException {
    return next(stops, "stop");
  }

  /** Stops the receiver for good and waits for that. */
  void stop() throws Exception {
    engine
        .control()
        .send(
            SupervisorMessage.mailbox(STREAM, 0),
            MessageCodec.encode(new SupervisorMessage.Stop("test")));
    task.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What was counted, sent when the receiver had stopped. */
  Map<String, Long> counts() throws InterruptedException {
    return next(counts, "counts");
  }

  private static <M> M next(BlockingQueue<M> queue, String what) throws InterruptedException {
    M message = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(message).as("the next " + what + " of the receiver").isNotNull();
    return message;
  }

  private CompletableFuture<byte[]> hear(byte[] bytes) {
    TrackerMessage message = MessageCodec.trackerMessage(bytes);
    if (message instanceof TrackerMessage.Register register) {
      starts.add(register);
    } else if (message instanceof TrackerMessage.Deregister deregister) {
      stops.add(deregister);
    } else if (message instanceof TrackerMessage.Sealed sealed) {
      counts.add(sealed.counts());
    } else if (message instanceof TrackerMessage.AddBlock add) {
      engine.blocks().get(add.block().id()).orElseThrow().forEachRemaining(records::add);
    }
    return CompletableFuture.completedFuture(MessageCodec.encode(TrackerReply.accept()));
  }

  @Override
  public void close() {
    engine.close();
    tracker.close();
    clock.close();
    assertThat(clockErrors).isEmpty();
  }
}
