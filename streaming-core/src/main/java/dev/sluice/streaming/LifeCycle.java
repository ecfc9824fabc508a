package dev.sluice.streaming;

import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.rdd.TaskScope;
import dev.sluice.receiver.ReceiverThread;
import dev.sluice.scheduler.BatchFailure;
import java.time.Duration;
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
  private static final Duration FUNCTION_PATIENCE = Duration.ofSeconds(1);

  private final StreamingConf conf;
  private final Program program;
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

  synchronized void start() {
    switch (state) {
      case ACTIVE -> LOG.warn("The context is started already");
      case STOPPED ->
          throw new IllegalStateException(
              "Cannot start the context: it was stopped, expected a new one");
      case INITIALIZED -> {
        try {
          startParts();
        } catch (RuntimeException | Error e) {
          undoStart(e);
          throw e;
        }
      }
    }
  }

  private void undoStart(Throwable failure) {
    try {
      releaseParts();
    } catch (RuntimeException | Error another) {
      failure.addSuppressed(another);
    } finally {
      stopped.complete(DrainReport.ofNothing(Outcome.IMMEDIATE));
    }
  }

  private void startParts() {
    program.start();
    state = StreamingContextState.ACTIVE;
    hook = ShutdownHook.install(() -> stop(conf.get(ConfKeys.STOP_GRACEFULLY_ON_SHUTDOWN)));
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
      releaseParts();
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

  private DrainReport stopParts(boolean graceful) {
    DrainReport report = null;
    try {
      report = drain(graceful);
      LOG.info("Stopped {}. {}", conf.get(ConfKeys.APP_NAME), report);
      return report;
    } finally {
      release(report);
    }
  }

  private DrainReport drain(boolean graceful) {
    CompletableFuture<DrainReport> drained = program.loop().stop(graceful);
    Duration timeout =
        graceful
            ? Settings.stopTimeout(conf, program.graph().batchInterval())
            : IMMEDIATE_STOP_TIMEOUT;
    try {
      return drained.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException timeIsUp) {
      program.loop().giveUp();
    } catch (InterruptedException e) {
      program.loop().giveUp();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot drain the context", e.getCause());
    }
    DrainReport hung = DrainReport.ofNothing(graceful ? Outcome.DEADLINE : Outcome.IMMEDIATE);
    return drained
        .completeOnTimeout(hung, FUNCTION_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private void release(@Nullable DrainReport report) {
    try {
      releaseParts();
    } finally {
      stopped.complete(report == null ? DrainReport.ofNothing(Outcome.FAILED) : report);
    }
  }

  private void releaseParts() {
    synchronized (this) {
      state = StreamingContextState.STOPPED;
    }
    if (hook != null) {
      hook.remove();
    }
    program.close();
  }
}
