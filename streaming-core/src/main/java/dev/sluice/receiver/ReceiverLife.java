package dev.sluice.receiver;

import dev.sluice.engine.LongTaskContext;
import dev.sluice.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a receiver within one launch: it registers with the tracker, starts, starts again
 * after failures, stops. Confined to the thread that runs the launch, but for what is asked about
 * its state and {@link #streamId}.
 */
final class ReceiverLife {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverLife.class);

  private final ReceiverTask task;
  private final LongTaskContext context;
  private final Receiver<?> receiver;
  private final TrackerLink tracker;
  private final RecordIntake intake;
  private final CommandQueue commands;
  private final RestartDelay restartDelay;
  private volatile State state = State.NEW;

  private Clock.@Nullable Timer startTimer;
  private @Nullable Throwable failure;
  private boolean registered;

  /**
   * A life that has not begun.
   *
   * @param commands where the command to start again is posted
   */
  ReceiverLife(
      ReceiverTask task,
      LongTaskContext context,
      TrackerLink tracker,
      RecordIntake intake,
      CommandQueue commands) {
    this.task = task;
    this.context = context;
    this.receiver = task.receiver();
    this.tracker = tracker;
    this.intake = intake;
    this.commands = commands;
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

  int streamId() {
    return task.streamId();
  }

  boolean isStarted() {
    return state == State.STARTED;
  }

  /** Whether the receiver was told to stop, and not to start since. */
  boolean isStopped() {
    return state.compareTo(State.STARTED) > 0;
  }

  boolean hasEnded() {
    return state == State.ENDED;
  }

  /** Nothing happens any more, however it came to that. */
  void close() {
    state = State.ENDED;
  }

  void restart(SupervisorCommand.Restart restart) throws InterruptedException {
    if (state == State.STARTED) {
      beginRestart(restart.message(), restart.error(), restart.delay());
    }
  }

  void startAgain() throws InterruptedException {
    if (state == State.WAITING) {
      register();
    }
  }

  void stop(SupervisorCommand.Stop stop) throws InterruptedException {
    failure = stop.error();
    end(stop.message(), stop.error());
  }

  /** Ends all at once because something failed that nobody expected. */
  void halt(Throwable unexpected) {
    failure = unexpected;
    halt();
  }

  /** Registers the receiver and starts it, if the tracker lets it. */
  void register() throws InterruptedException {
    try {
      receiver.awaitStored();
      TrackerReply reply = tracker.register(receiverType(), context.host());
      if (!reply.accepted()) {
        state = State.STOPPED;
        end(reply.reason(), null);
        return;
      }
      receiver.prepare(intake);
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

  /** Ends all at once. */
  void halt() {
    intake.room().open();
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

  /** Throws what the receiver was stopped with. */
  void throwFailure() throws Exception {
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
