package dev.sluice.scheduler;

import dev.sluice.dstream.GraphInput;
import dev.sluice.engine.Control;
import dev.sluice.engine.Engine;
import dev.sluice.engine.LongTask;
import dev.sluice.engine.LongTaskSpec;
import dev.sluice.ledger.Ledger;
import dev.sluice.listener.ListenerBus;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.ReceivedLogs;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.receiver.ReceiverTask;
import dev.sluice.receiver.RestartDelay;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.receiver.TrackerReply;
import dev.sluice.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  private final ListenerBus bus;
  private final ReceiverSettings settings;
  private final @Nullable ReceivedLogs logs;
  private final Map<Integer, TrackedReceiver> receivers = new TreeMap<>();
  private final Set<Integer> unsealed = new HashSet<>();
  private Runnable whenSealed = () -> {};
  private Runnable whenStopped = () -> {};
  private long sealing = -1;
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
      ReceiverSettings settings,
      @Nullable ReceivedLogs logs) {
    this.loop = loop;
    this.clock = clock;
    this.engine = engine;
    this.blocks = new BlockAnswers(ledger);
    this.bus = bus;
    this.settings = settings;
    this.logs = logs;
  }

  void start(List<GraphInput> inputs) {
    mailbox = engine.control().open(TrackerMessage.MAILBOX, this::receive);
    for (GraphInput input : inputs) {
      if (input instanceof GraphInput.OfReceiver withReceiver) {
        TrackedReceiver receiver = new TrackedReceiver(withReceiver, new RestartDelay(settings));
        receivers.put(receiver.streamId(), receiver);
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
      deregistered(receiver, "the task ended", failure == null ? "" : Failures.reason(failure));
    } else if (failure != null && !receiver.isReachable()) {
      reported(receiver, "the task failed before it registered", Failures.reason(failure));
    }
    receiver.ended();
    sealed(receiver.streamId());
    if (stopping) {
      checkStopped();
      return;
    }
    long delayMs = receiver.relaunchDelay().next().toMillis();
    LOG.info("{} ended and is launched again in {} ms", receiver.input().name(), delayMs);
    clock.schedule(clock.millis() + delayMs, () -> loop.post(() -> launch(receiver)));
  }

  private CompletableFuture<byte[]> receive(byte[] message) {
    TrackerMessage decoded = MessageCodec.trackerMessage(message);
    CompletableFuture<byte[]> reply = new CompletableFuture<>();
    boolean posted =
        loop.post(() -> handle(decoded, answer -> reply.complete(MessageCodec.encode(answer))));
    if (!posted) {
      reply.complete(MessageCodec.encode(TrackerReply.refuse("the driver has stopped")));
    }
    return reply;
  }

  /** Handles a message; a block is answered for once the ledger has it for good. */
  private void handle(TrackerMessage message, Consumer<TrackerReply> reply) {
    TrackedReceiver receiver = receivers.get(message.streamId());
    if (receiver == null || receiver.epoch() != message.epoch()) {
      reply.accept(
          TrackerReply.refuse(
              "stream " + message.streamId() + " has no receiver of launch " + message.epoch()));
    } else if (message instanceof TrackerMessage.Register register) {
      reply.accept(register(receiver, register));
    } else if (message instanceof TrackerMessage.AddBlock add) {
      blocks.add(add.block(), reply);
      receiver.relaunchDelay().reset();
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
      deregistered(receiver, left.message(), left.error());
    } else if (message instanceof TrackerMessage.ReportError report) {
      reported(receiver, report.message(), report.error());
    } else if (message instanceof TrackerMessage.Sealed sealed) {
      receiver.count(sealed.counts());
      if (sealed.batchTimeMs() == sealing) {
        sealed(receiver.streamId());
      }
    }
  }

  private TrackerReply register(TrackedReceiver receiver, TrackerMessage.Register register) {
    if (stopping) {
      return TrackerReply.refuse("the context is stopping");
    }
    receiver.started(register.receiverType(), register.host());
    LOG.info("{} started on {}", receiver.input().name(), register.host());
    bus.post(new StreamingEvent.ReceiverStarted(receiver.info()));
    return TrackerReply.accept();
  }

  private void reported(TrackedReceiver receiver, String message, String error) {
    receiver.failed(message, error, clock.millis());
    LOG.warn("{} reported: {}: {}", receiver.input().name(), message, firstLine(error));
    bus.post(new StreamingEvent.ReceiverError(receiver.info()));
  }

  private void deregistered(TrackedReceiver receiver, String message, String error) {
    receiver.stopped();
    if (error.isEmpty()) {
      LOG.info("{} stopped: {}", receiver.input().name(), message);
    } else {
      receiver.failed(message, error, clock.millis());
      LOG.warn("{} stopped: {}: {}", receiver.input().name(), message, firstLine(error));
    }
    bus.post(new StreamingEvent.ReceiverStopped(receiver.info()));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /**
   * Has every receiver add what it buffers, then runs the action; receivers that take longer than
   * the patience are not waited for.
   */
  void seal(long batchTimeMs, long patienceMs, Runnable action) {
    unsealed.clear();
    sealing = batchTimeMs;
    byte[] message = MessageCodec.encode(new SupervisorMessage.Seal(batchTimeMs));
    for (TrackedReceiver receiver : receivers.values()) {
      if (receiver.isReachable()) {
        unsealed.add(receiver.streamId());
        engine.control().send(mailboxOf(receiver), message);
      }
    }
    if (unsealed.isEmpty()) {
      action.run();
      return;
    }
    Clock.Timer timeout =
        clock.schedule(clock.millis() + patienceMs, () -> loop.post(() -> giveUp(batchTimeMs)));
    whenSealed =
        () -> {
          timeout.cancel();
          action.run();
        };
  }

  private void giveUp(long batchTimeMs) {
    if (sealing == batchTimeMs && !unsealed.isEmpty()) {
      LOG.debug("Batch {} ms does not wait for the open blocks of {}", batchTimeMs, unsealed);
      unsealed.clear();
      whenSealed.run();
    }
  }

  private void sealed(int streamId) {
    if (unsealed.remove(streamId) && unsealed.isEmpty()) {
      whenSealed.run();
    }
  }

  private static String mailboxOf(TrackedReceiver receiver) {
    return SupervisorMessage.mailbox(receiver.streamId(), receiver.epoch());
  }

  /** What a stream's receiver counted since the last call, by name. */
  Map<String, Long> takeCounts(int streamId) {
    TrackedReceiver receiver = receivers.get(streamId);
    return receiver == null ? Map.of() : receiver.takeCounts();
  }

  /** Whether a receiver counted something that no batch has yet. */
  boolean hasCounts() {
    return receivers.values().stream().anyMatch(TrackedReceiver::hasCounts);
  }

  /** Stops all receivers; runs the action when the last one has ended. */
  void stop(String reason, Runnable action) {
    stopping = true;
    whenStopped = action;
    byte[] message = MessageCodec.encode(new SupervisorMessage.Stop(reason));
    for (TrackedReceiver receiver : receivers.values()) {
      if (receiver.task().isPresent()) {
        engine.control().send(mailboxOf(receiver), message);
      }
    }
    checkStopped();
  }

  private void checkStopped() {
    if (running().isEmpty()) {
      Runnable action = whenStopped;
      whenStopped = () -> {};
      action.run();
    }
  }

  /** The names of the receivers that have not ended. */
  List<String> running() {
    return receivers.values().stream()
        .filter(receiver -> receiver.task().isPresent())
        .map(receiver -> receiver.input().name())
        .toList();
  }

  /** Interrupts the receivers that have not ended. */
  void interrupt() {
    receivers.values().forEach(receiver -> receiver.task().ifPresent(LongTask::interrupt));
  }

  void close() {
    if (mailbox != null) {
      mailbox.close();
    }
  }
}
