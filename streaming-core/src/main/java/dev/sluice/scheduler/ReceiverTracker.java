package dev.sluice.scheduler;

import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.Control;
import dev.sluice.engine.Engine;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskSpec;
import dev.sluice.ledger.Ledger;
import dev.sluice.listener.ListenerBus;
import dev.sluice.monitor.ReceiverStatus;
import dev.sluice.receiver.AckAfter;
import dev.sluice.receiver.IdentifiedRecords;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.receiver.ReceiverTask;
import dev.sluice.receiver.RestartDelay;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.time.Clock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Launches receivers, launches again those that ended unasked, and tells them of ends of batches
 * and stops. Confined to the driver thread.
 */
final class ReceiverTracker {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverTracker.class);

  private final DriverLoop loop;
  private final Clock clock;
  private final Engine engine;
  private final Ledger ledger;
  private final Duration refillTimeout;
  private final BlockAnswers blocks;
  private final ReceiverEvents events;
  private final ReceiverSettings settings;
  private final @Nullable ReceivedLogs logs;
  private final TrackedReceivers receivers;
  private final Sealing sealing;
  private final ProcessedBatches processed;
  private final Refilling refilling;
  private final ReceiverStops stops = new ReceiverStops();
  private final FlowControl flow;
  private final ReceiverMessages messages;
  private boolean stopping;
  private long sentAgainUntilMs = Long.MIN_VALUE;
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
      Duration batchInterval,
      @Nullable ReceivedLogs logs) {
    this.loop = loop;
    this.clock = clock;
    this.engine = engine;
    this.ledger = ledger;
    this.refillTimeout = settings.refillTimeout();
    this.blocks = new BlockAnswers(ledger);
    this.receivers = new TrackedReceivers(engine.control());
    this.processed = new ProcessedBatches(ledger);
    this.refilling =
        new Refilling(loop, clock, ledger, receivers, processed, settings.refillTimeout());
    this.sealing = new Sealing(loop, clock);
    this.events = new ReceiverEvents(clock, bus);
    this.flow =
        new FlowControl(
            settings,
            batchInterval,
            ledger,
            () -> engine.blocks().usage(),
            receivers,
            refilling,
            events);
    this.settings = settings.receivers();
    this.logs = logs;
    this.messages =
        new ReceiverMessages(
            loop, receivers, blocks, events, sealing, stops, processed, refilling, flow);
  }

  void start(List<GraphInput> inputs) {
    mailbox = engine.control().open(TrackerMessage.MAILBOX, messages::receive);
    for (GraphInput input : inputs) {
      if (input instanceof GraphInput.OfReceiver withReceiver) {
        TrackedReceiver receiver = new TrackedReceiver(withReceiver, new RestartDelay(settings));
        receivers.add(receiver);
      }
    }
    if (ledger.lastAllocated().isPresent() && receivers.all().stream().anyMatch(this::identifies)) {
      sentAgainUntilMs = clock.millis() + refillTimeout.toMillis();
    }
    flow.begin();
    flow.addSources(inputs);
    receivers.all().forEach(this::launch);
  }

  private boolean identifies(TrackedReceiver receiver) {
    return IdentifiedRecords.areOf(receiver.input().receiver());
  }

  /**
   * Whether sources may be about to send again what an earlier process has stored: then what is
   * recorded of that stays, also for the next process if this one is killed.
   */
  boolean mayBeSentAgain() {
    return clock.millis() < sentAgainUntilMs;
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
    flow.ended(receiver.streamId());
    sealing.ended(receiver.streamId());
    stops.ended(receiver.streamId());
    if (stopping) {
      return;
    }
    long delayMs = receiver.relaunchDelay().next().toMillis();
    LOG.info("{} ended and is launched again in {} ms", receiver.input().name(), delayMs);
    clock.schedule(clock.millis() + delayMs, () -> loop.post(() -> launch(receiver)));
  }

  /** Answers for the blocks that the ledger will never have. */
  void ledgerFailed() {
    blocks.ledgerFailed();
    flow.open();
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

  /** What people want to know of the receivers. */
  List<ReceiverStatus> statuses() {
    return new ReceiverStatuses(receivers, ledger, processed, flow, settings.ackAfter())
        .take(stopping);
  }

  /** How much receivers may receive. */
  FlowControl flow() {
    return flow;
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
    beginStop();
    stops.awaitStill(receivers.runningStreams(), action);
    for (TrackedReceiver receiver : receivers.running()) {
      boolean later = awaitsProcessing() && receiver.isReachable() && receiver.isReliable();
      receivers.tell(
          receiver,
          later ? new SupervisorMessage.StopTaking() : new SupervisorMessage.Stop(reason));
    }
    stops.check();
  }

  private void beginStop() {
    stopping = true;
    messages.refuseReceivers();
    flow.open();
  }

  /** Stops all receivers; runs the action when the last one has ended. */
  void stop(String reason, Runnable action) {
    beginStop();
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
