package dev.sluice.streaming;

import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.rdd.TaskScope;
import dev.sluice.receiver.ReceiverThread;
import dev.sluice.scheduler.BatchFailure;
import dev.sluice.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a program and stops it, once. Thread-safe: guarded by its monitor, which is not held while
 * it waits.
 */
final class LifeCycle {
  private static final Logger LOG = LoggerFactory.getLogger(StreamingContext.class);
  private static final Duration IMMEDIATE_STOP_TIMEOUT = Duration.ofSeconds(10);

  /** How long after its deadline a driver that was told to give up may say what is left. */
  private static final Duration REPORTING = Duration.ofMillis(200);

  /** How much longer a stop may take then to free what the program holds. */
  private static final Duration CLOSING = Duration.ofMillis(250);

  /** How long after the deadline a process ends, whatever hangs. */
  private static final Duration EXITING = REPORTING.plus(CLOSING).plusMillis(50);

  private final StreamingConf conf;
  private final Program program;
  private final Extensions extensions = new Extensions();
  private final CompletableFuture<DrainReport> stopped = new CompletableFuture<>();
  private StreamingContextState state = StreamingContextState.INITIALIZED;
  private boolean stopping;
  private @Nullable ShutdownHook hook;

  LifeCycle(StreamingConf conf, Program program) {
    this.conf = conf;
    this.program = program;
  }

  synchronized StreamingContextState state() {
    return state;
  }

  synchronized void keepIn(CheckpointPlace place) {
    requireNotStarted("set the checkpoint directory");
    program.keepIn(place);
  }

  synchronized void attach(CheckpointPlace place, String factory) {
    requireNotStarted("go on from a checkpoint");
    program.attach(place, factory);
  }

  private void requireNotStarted(String what) {
    if (state != StreamingContextState.INITIALIZED) {
      throw new IllegalStateException("Cannot " + what + ": the context was started");
    }
  }

  /** Starts the program, whose context it is. */
  synchronized void start(StreamingContext context) {
    switch (state) {
      case ACTIVE -> LOG.warn("The context is started already");
      case STOPPED ->
          throw new IllegalStateException(
              "Cannot start the context: it was stopped, expected a new one");
      case INITIALIZED -> {
        try {
          startParts(context);
        } catch (RuntimeException | Error e) {
          undoStart(e);
          throw e;
        }
      }
    }
  }

  private void undoStart(Throwable failure) {
    try {
      List<String> unused = releaseParts(Deadline.in(IMMEDIATE_STOP_TIMEOUT));
    } catch (RuntimeException | Error another) {
      failure.addSuppressed(another);
    } finally {
      stopped.complete(DrainReport.ofNothing(Outcome.IMMEDIATE));
    }
  }

  private void startParts(StreamingContext context) {
    program.start(() -> extensions.start(context));
    state = StreamingContextState.ACTIVE;
    boolean graceful = conf.get(ConfKeys.STOP_GRACEFULLY_ON_SHUTDOWN);
    hook = ShutdownHook.install(() -> stop(graceful), timeout(graceful).plus(EXITING));
  }

  boolean await(long timeoutMs) throws InterruptedException {
    try {
      return program.termination().await(TimeUnit.MILLISECONDS.toNanos(timeoutMs));
    } catch (BatchFailure failure) {
      throw new StreamingException(failure);
    }
  }

  DrainReport stop(boolean graceful) {
    if (!isFirstStop()) {
      return joinStop(graceful);
    }
    if (isOwnThread()) {
      new Thread(() -> stopParts(graceful), "sluice-stop").start();
      return DrainReport.ofNothing(Outcome.REQUESTED);
    }
    return stopParts(graceful);
  }

  private synchronized boolean isFirstStop() {
    if (state == StreamingContextState.INITIALIZED) {
      List<String> unused = releaseParts(Deadline.in(IMMEDIATE_STOP_TIMEOUT));
      stopped.complete(DrainReport.ofNothing(Outcome.IMMEDIATE));
    }
    boolean first = !stopping && !stopped.isDone();
    stopping = true;
    return first;
  }

  /** Waits for the stop under way; one at once overtakes one that drains. */
  private DrainReport joinStop(boolean graceful) {
    if (isOwnThread()) {
      return DrainReport.ofNothing(Outcome.REQUESTED);
    }
    if (!graceful && !stopped.isDone()) {
      program.loop().overtakeDrain();
      awaitStopped(IMMEDIATE_STOP_TIMEOUT);
    }
    return stopped.join();
  }

  private void awaitStopped(Duration timeout) {
    try {
      DrainReport unused = stopped.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException timeIsUp) {
      program.loop().giveUp();
    } catch (InterruptedException e) {
      program.loop().giveUp();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot stop the context", e.getCause());
    }
  }

  private boolean isOwnThread() {
    return program.isOwnThread()
        || program.bus().isListenerThread()
        || ReceiverThread.isCurrent()
        || TaskScope.isOpen();
  }

  private Duration timeout(boolean graceful) {
    return graceful
        ? Settings.stopTimeout(conf, program.graph().batchInterval())
        : IMMEDIATE_STOP_TIMEOUT;
  }

  private DrainReport stopParts(boolean graceful) {
    Deadline deadline = Deadline.in(timeout(graceful));
    DrainReport report = DrainReport.ofNothing(Outcome.FAILED);
    try {
      report = drain(graceful, deadline);
    } finally {
      report = release(report, Deadline.in(deadline.left().plus(CLOSING)));
    }
    return report;
  }

  private DrainReport drain(boolean graceful, Deadline deadline) {
    CompletableFuture<DrainReport> drained = program.loop().stop(graceful);
    try {
      return drained.get(deadline.leftMs(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException timeIsUp) {
      program.loop().giveUp();
    } catch (InterruptedException e) {
      program.loop().giveUp();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot drain the context", e.getCause());
    }
    DrainReport hung = DrainReport.ofNothing(graceful ? Outcome.DEADLINE : Outcome.IMMEDIATE);
    return drained.completeOnTimeout(hung, REPORTING.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private DrainReport release(DrainReport drained, Deadline deadline) {
    DrainReport report = drained;
    try {
      report = drained.withThreadsLeft(releaseParts(deadline));
      LOG.info("Stopped {}. {}", conf.get(ConfKeys.APP_NAME), report);
      return report;
    } finally {
      stopped.complete(report);
    }
  }

  /** Frees everything; answers with the names of the threads that did not end. */
  private List<String> releaseParts(Deadline deadline) {
    synchronized (this) {
      state = StreamingContextState.STOPPED;
    }
    if (hook != null) {
      hook.remove();
    }
    try {
      return program.close(deadline);
    } finally {
      extensions.close();
    }
  }
}
