package dev.sluice.scheduler;

import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.Control;
import dev.sluice.engine.Engine;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskSpec;
import dev.sluice.ledger.Ledger;
import dev.sluice.listener.ListenerBus;
import dev.sluice.receiver.AckAfter;
import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.receiver.ReceiverTask;
import dev.sluice.receiver.RestartDelay;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.receiver.TrackerReply;
import dev.sluice.time.Clock;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Launches receivers, answers their supervisors, and launches again those that ended unasked.
 * Confined to the driver thread; messages of supervisors arrive on other threads and are posted.
 */
final class ReceiverTracker {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverTracker.class);

  private final DriverLoop loop;
  private final Clock clock;
  private final Engine engine;
  private final BlockAnswers blocks;
  private final ReceiverEvents events;
  private final ReceiverSettings settings;
  private final @Nullable ReceivedLogs logs;
  private final TrackedReceivers receivers;
  private final Sealing sealing;
  private final ProcessedBatches processed;
  private final Refilling refilling;
  private final ReceiverStops stops = new ReceiverStops();
  private boolean stopping;
  private Control.@Nullable Mailbox mailbox;

  /**
   * A tracker of no receivers.
   *
   * @param logs where receivers log what they received; null for nowhere
   */
  ReceiverTracker(
      DriverLoop loop,
      Clock clock,
      Engine engine,
      Ledger ledger,
      ListenerBus bus,
      SchedulerSettings settings,
      @Nullable ReceivedLogs logs) {
    this.loop = loop;
    this.clock = clock;
    this.engine = engine;
    this.blocks = new BlockAnswers(ledger);
    this.receivers = new TrackedReceivers(engine.control());
    this.processed = new ProcessedBatches(ledger);
    this.refilling =
        new Refilling(loop, clock, ledger, receivers, processed, settings.refillTimeout());
    this.sealing = new Sealing(loop, clock);
    this.events = new ReceiverEvents(clock, bus);
    this.settings = settings.receivers();
    this.logs = logs;
  }

  void start(List<GraphInput> inputs) {
    mailbox = engine.control().open(TrackerMessage.MAILBOX, this::receive);
    for (GraphInput input : inputs) {
      if (input instanceof GraphInput.OfReceiver withReceiver) {
        TrackedReceiver receiver = new TrackedReceiver(withReceiver, new RestartDelay(settings));
        receivers.add(receiver);
        launch(receiver);
      }
    }
  }

  private void launch(TrackedReceiver receiver) {
    if (stopping) {
      return;
    }
    int epoch = receiver.nextEpoch();
    LongTaskSpec spec =
        new LongTaskSpec(
            "sluice-receiver-" + receiver.streamId(),
            new ReceiverTask(
                receiver.input().receiver(), receiver.streamId(), epoch, settings, logs));
    LongTask task = engine.launch(spec, receiver.input().receiver().preferredLocation());
    receiver.launched(task);
    CompletableFuture<Boolean> unused =
        task.done().handle((nothing, failure) -> loop.post(() -> ended(receiver, epoch, failure)));
  }

  private void ended(TrackedReceiver receiver, int epoch, @Nullable Throwable failure) {
    if (epoch != receiver.epoch()) {
      return;
    }
    if (receiver.isActive()) {
      events.deregistered(
          receiver, "the task ended", failure == null ? "" : Failures.reason(failure));
    } else if (failure != null && !receiver.isReachable()) {
      events.reported(receiver, "the task failed before it registered", Failures.reason(failure));
    }
    receiver.ended();
    sealing.ended(receiver.streamId());
    stops.ended(receiver.streamId());
    if (stopping) {
      return;
    }
    long delayMs = receiver.relaunchDelay().next().toMillis();
    LOG.info("{} ended and is launched again in {} ms", receiver.input().name(), delayMs);
    clock.schedule(clock.millis() + delayMs, () -> loop.post(() -> launch(receiver)));
  }

  private CompletableFuture<byte[]> receive(byte[] message) {
    TrackerMessage decoded = MessageCodec.trackerMessage(message);
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    boolean posted = loop.post(() -> handle(decoded, reply));
    if (!posted) {
      reply.complete(MessageCodec.encode(TrackerReply.refuse("the driver has stopped")));
    }
    return reply;
  }

  private void handle(TrackerMessage message, CompletableFuture<byte[]> reply) {
    if (message instanceof TrackerMessage.AskRecorded) {
      TrackedReceiver receiver = receivers.of(message.streamId());
      reply.complete(
          MessageCodec.encode(
              receiver == null ? List.of() : processed.recorded(receiver, refilling::isMissing)));
    } else {
      handle(message, answer -> reply.complete(MessageCodec.encode(answer)));
    }
  }

  /** Handles a message; a block is answered for once the ledger has it for good. */
  private void handle(TrackerMessage message, Consumer<TrackerReply> reply) {
    TrackedReceiver receiver = receivers.of(message.streamId());
    if (receiver == null || receiver.epoch() != message.epoch()) {
      reply.accept(
          TrackerReply.refuse(
              "stream " + message.streamId() + " has no receiver of launch " + message.epoch()));
    } else if (message instanceof TrackerMessage.Register register) {
      reply.accept(register(receiver, register));
    } else if (message instanceof TrackerMessage.AddBlock add) {
      blocks.add(add.block(), reply);
      receiver.relaunchDelay().reset();
    } else if (message instanceof TrackerMessage.Refilled refilled) {
      blocks.refilled(refilled.block(), refilling, reply);
    } else {
      handle(receiver, message);
      reply.accept(TrackerReply.accept());
    }
  }

  /** Answers for the blocks that the ledger will never have. */
  void ledgerFailed() {
    blocks.ledgerFailed();
  }

  private void handle(TrackedReceiver receiver, TrackerMessage message) {
    if (message instanceof TrackerMessage.Deregister left) {
      events.deregistered(receiver, left.message(), left.error());
    } else if (message instanceof TrackerMessage.ReportError report) {
      events.reported(receiver, report.message(), report.error());
    } else if (message instanceof TrackerMessage.Sealed sealed) {
      receiver.count(sealed.counts());
      if (sealed.batchTimeMs() == TrackerMessage.Sealed.LAST) {
        stops.still(receiver.streamId());
      } else {
        sealing.sealed(receiver.streamId(), sealed.batchTimeMs());
      }
    }
  }

  private TrackerReply register(TrackedReceiver receiver, TrackerMessage.Register register) {
    if (stopping) {
      return TrackerReply.refuse("the context is stopping");
    }
    events.registered(receiver, register);
    return TrackerReply.accept();
  }

  /**
   * Has every receiver add what it buffers, then runs the action; receivers that take longer than
   * the patience are not waited for.
   */
  void seal(long batchTimeMs, long patienceMs, Runnable action) {
    List<TrackedReceiver> asked =
        receivers.all().stream().filter(TrackedReceiver::isReachable).toList();
    if (asked.isEmpty()) {
      action.run();
      return;
    }
    List<Integer> streams = asked.stream().map(TrackedReceiver::streamId).toList();
    sealing.begin(batchTimeMs, streams, patienceMs, action);
    asked.forEach(receiver -> receivers.tell(receiver, new SupervisorMessage.Seal(batchTimeMs)));
  }

  /** What a stream's receiver counted since the last call, by name. */
  Map<String, Long> takeCounts(int streamId) {
    TrackedReceiver receiver = receivers.of(streamId);
    return receiver == null ? Map.of() : receiver.takeCounts();
  }

  /** Whether a receiver counted something that no batch has yet. */
  boolean hasCounts() {
    return receivers.all().stream().anyMatch(TrackedReceiver::hasCounts);
  }

  /** Whether positions are acknowledged once they are processed. */
  boolean awaitsProcessing() {
    return settings.ackAfter() == AckAfter.PROCESSED && !receivers.isEmpty();
  }

  /** The batches whose blocks receivers acknowledge once told so. */
  ProcessedBatches processed() {
    return processed;
  }

  /** What batches up to a time have read is not recorded any more. */
  void forgotten(Time upTo) {
    for (TrackedReceiver receiver : receivers.all()) {
      if (receiver.forgets(upTo)) {
        receivers.tell(receiver, new SupervisorMessage.Forget());
      }
    }
  }

  /** Tells a stream's receiver something, if it can hear. */
  void tell(int streamId, SupervisorMessage message) {
    receivers.tell(streamId, message);
  }

  /** The blocks of an earlier process that receivers store again. */
  Refilling refilling() {
    return refilling;
  }

  /**
   * Has receivers take nothing more, and ends those that need not acknowledge later what will have
   * been processed; runs the action when nothing more will be added.
   */
  void stopTaking(String reason, Runnable action) {
    stopping = true;
    stops.awaitStill(receivers.runningStreams(), action);
    for (TrackedReceiver receiver : receivers.running()) {
      boolean later = awaitsProcessing() && receiver.isReachable() && receiver.isReliable();
      receivers.tell(
          receiver,
          later ? new SupervisorMessage.StopTaking() : new SupervisorMessage.Stop(reason));
    }
    stops.check();
  }

  /** Stops all receivers; runs the action when the last one has ended. */
  void stop(String reason, Runnable action) {
    stopping = true;
    stops.awaitEnd(receivers.runningStreams(), action);
    receivers
        .running()
        .forEach(receiver -> receivers.tell(receiver, new SupervisorMessage.Stop(reason)));
    stops.check();
  }

  /** The names of the receivers that have not ended. */
  List<String> running() {
    return receivers.running().stream().map(receiver -> receiver.input().name()).toList();
  }

  /** Interrupts the receivers that have not ended. */
  void interrupt() {
    receivers.all().forEach(receiver -> receiver.task().ifPresent(LongTask::interrupt));
  }

  void close() {
    if (mailbox != null) {
      mailbox.close();
    }
  }
}
