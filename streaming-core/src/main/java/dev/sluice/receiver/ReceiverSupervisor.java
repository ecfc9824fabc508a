package dev.sluice.receiver;

import dev.sluice.engine.Control;
import dev.sluice.engine.LongTaskContext;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one launch of a receiver: registers it with the tracker, starts, restarts and stops it, and
 * carries out the tracker's messages. Thread-safe: the life cycle is confined to the thread in
 * {@link #run}, to which all others post commands; seals and rates go straight to the generators,
 * so they work whatever the receiver does.
 */
final class ReceiverSupervisor {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverSupervisor.class);

  private static final byte[] NO_REPLY = {};

  private final ReceiverTask task;
  private final LongTaskContext context;
  private final Receiver<?> receiver;
  private final TrackerLink tracker;
  private final RecordIntake intake;
  private final RestartDelay restartDelay;
  private final CommandQueue commands = new CommandQueue();
  private final AtomicBoolean restartAsked = new AtomicBoolean();
  private final AtomicBoolean stopAsked = new AtomicBoolean();
  private volatile State state = State.NEW;

  private Clock.@Nullable Timer startTimer;
  private @Nullable Throwable failure;
  private boolean registered;

  ReceiverSupervisor(
      ReceiverTask task, LongTaskContext context, ReceivedLogs.@Nullable Writer log) {
    this.task = task;
    this.context = context;
    this.receiver = task.receiver();
    this.tracker =
        new TrackerLink(
            context.control(), task.streamId(), task.epoch(), task.settings().blockStoreTimeout());
    this.intake = new RecordIntake(task, context, tracker, log);
    this.restartDelay = new RestartDelay(task.settings());
  }

  private enum State {
    /** Not yet registered. */
    NEW,
    /** The receiver was told to start. */
    STARTED,
    /** The receiver was told to stop and is to start again. */
    WAITING,
    /** The receiver was told to stop, for good. */
    STOPPED,
    /** All is over. */
    ENDED
  }

  /** Returns when the receiver has ended; throws what it was stopped with. */
  void run() throws Exception {
    String name = SupervisorMessage.mailbox(task.streamId(), task.epoch());
    Control.Mailbox mailbox = context.control().open(name, this::onMessage);
    Clock.Registration participation = context.clock().join(this::awaitIdle);
    boolean interrupted = false;
    try {
      receiver.attach(this);
      register();
      while (state != State.ENDED) {
        carryOut(commands.take());
      }
    } catch (InterruptedException interrupt) {
      interrupted = true;
      halt();
    } catch (RuntimeException | Error unexpected) {
      failure = unexpected;
      halt();
    } finally {
      participation.leave();
      state = State.ENDED;
      commands.close();
      mailbox.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    throwFailure();
  }

  int streamId() {
    return task.streamId();
  }

  RecordIntake intake() {
    return intake;
  }

  boolean isStarted() {
    return state == State.STARTED && !stopAsked.get();
  }

  boolean isStopped() {
    return stopAsked.get() || state.compareTo(State.STARTED) > 0;
  }

  boolean hasEnded() {
    return state == State.ENDED;
  }

  void reportError(String message, @Nullable Throwable error) {
    tracker.reportError(message, error);
  }

  void restart(String message, @Nullable Throwable error, @Nullable Duration delay) {
    if (restartAsked.compareAndSet(false, true)) {
      commands.post(new SupervisorCommand.Restart(message, error, delay));
    }
  }

  void stop(String message, @Nullable Throwable error) {
    if (stopAsked.compareAndSet(false, true)) {
      commands.post(new SupervisorCommand.Stop(message, error));
    }
  }

  private CompletableFuture<byte[]> onMessage(byte[] bytes) {
    try {
      SupervisorMessage message = MessageCodec.supervisorMessage(bytes);
      if (message instanceof SupervisorMessage.Seal seal) {
        intake.seal(seal.batchTimeMs());
      } else if (message instanceof SupervisorMessage.UpdateRate update) {
        intake.generators().updateRate(update.recordsPerSecond());
      } else if (message instanceof SupervisorMessage.Stop stop) {
        stop(stop.reason(), null);
      }
      return CompletableFuture.completedFuture(NO_REPLY);
    } catch (RuntimeException failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  private void awaitIdle() throws InterruptedException {
    commands.awaitIdle();
    intake.generators().awaitPushed();
  }

  private void carryOut(SupervisorCommand command) throws InterruptedException {
    if (command instanceof SupervisorCommand.Restart restart) {
      restartAsked.set(false);
      if (state == State.STARTED) {
        beginRestart(restart.message(), restart.error(), restart.delay());
      }
    } else if (command instanceof SupervisorCommand.StartAgain) {
      if (state == State.WAITING) {
        register();
      }
    } else if (command instanceof SupervisorCommand.Stop stop) {
      failure = stop.error();
      end(stop.message(), stop.error());
    }
  }

  private void register() throws InterruptedException {
    try {
      TrackerReply reply = tracker.register(receiverType(), context.host());
      if (!reply.accepted()) {
        state = State.STOPPED;
        end(reply.reason(), null);
        return;
      }
    } catch (RuntimeException failed) {
      failure = failed;
      state = State.STOPPED;
      end("Cannot register", failed);
      return;
    }
    registered = true;
    if (state == State.NEW) {
      intake.start();
    }
    startReceiver();
  }

  private void startReceiver() throws InterruptedException {
    intake.receiverStarts();
    receiver.begin(intake);
    state = State.STARTED;
    try {
      receiver.onStart();
    } catch (InterruptedException interrupt) {
      throw interrupt;
    } catch (Throwable failed) {
      String message = "Cannot start the receiver of stream " + streamId();
      tracker.reportError(message, failed);
      beginRestart(message, failed, null);
    }
  }

  private void beginRestart(
      String message, @Nullable Throwable error, @Nullable Duration askedDelay) {
    if (intake.storedSinceStart()) {
      restartDelay.reset();
    }
    Duration delay = askedDelay != null ? askedDelay : restartDelay.next();
    state = State.WAITING;
    receiver.end(AttemptEnd.DROP);
    stopReceiver();
    deregister(message, error);
    LOG.info("The receiver of stream {} starts again in {} ms", streamId(), delay.toMillis());
    startTimer =
        context
            .clock()
            .schedule(
                Math.addExact(context.clock().millis(), delay.toMillis()),
                () -> commands.post(new SupervisorCommand.StartAgain()));
  }

  private void end(String message, @Nullable Throwable error) throws InterruptedException {
    stopForGood(AttemptEnd.DRAIN);
    intake.drain();
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while draining stream " + streamId());
    }
    sendLastCounts();
    deregister(message, error);
    state = State.ENDED;
  }

  private void halt() {
    stopForGood(AttemptEnd.ABORT);
    intake.abort();
    sendLastCounts();
    deregister("The receiver's task was interrupted", null);
  }

  private void stopForGood(AttemptEnd how) {
    boolean started = state == State.STARTED;
    state = State.STOPPED;
    if (startTimer != null) {
      startTimer.cancel();
    }
    if (started) {
      receiver.end(how);
      boolean interrupted = Thread.interrupted();
      stopReceiver();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stopReceiver() {
    try {
      receiver.onStop();
    } catch (Throwable failed) {
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      tracker.reportError("Cannot stop the receiver of stream " + streamId(), failed);
    }
  }

  private void deregister(String message, @Nullable Throwable error) {
    if (registered) {
      registered = false;
      tracker.deregister(message, error);
    }
  }

  private void sendLastCounts() {
    Map<String, Long> counts = intake.counts().take();
    if (!counts.isEmpty()) {
      tracker.sealed(TrackerMessage.Sealed.AT_END, counts);
    }
  }

  private void throwFailure() throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof Exception exception) {
      throw exception;
    }
    if (failure != null) {
      throw new IllegalStateException("The receiver of stream " + streamId() + " failed", failure);
    }
  }

  private String receiverType() {
    String name = receiver.getClass().getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
