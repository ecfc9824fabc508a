package dev.sluice.streaming;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.engine.Engine;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.listener.ListenerBus;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.TaskScope;
import dev.sluice.scheduler.BatchFailure;
import dev.sluice.scheduler.BatchLoop;
import dev.sluice.scheduler.Durability;
import dev.sluice.scheduler.Termination;
import dev.sluice.time.Clock;
import dev.sluice.time.Durations;
import dev.sluice.time.SystemClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the parts of a context, starts them in order and stops them in order, once. Thread-safe:
 * guarded by its monitor, which is not held while it waits.
 */
final class LifeCycle {
  private static final Logger LOG = LoggerFactory.getLogger(StreamingContext.class);
  private static final Duration IMMEDIATE_STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FUNCTION_PATIENCE = Duration.ofSeconds(1);

  private final StreamingConf conf;
  private final Optional<SystemClock> ownClock;
  private final Clock clock;
  private final Engine engine;
  private final DStreamGraph graph;
  private final ListenerBus bus;
  private final Termination termination = new Termination();
  private final CompletableFuture<DrainReport> stopped = new CompletableFuture<>();
  private StreamingContextState state = StreamingContextState.INITIALIZED;
  private Durability durability = Durability.inMemory();
  private String factory = "";
  private boolean stopping;
  private @Nullable CheckpointPlace place;
  private @Nullable BatchLoop loop;
  private Clock.@Nullable Registration registration;
  private @Nullable ShutdownHook hook;

  LifeCycle(StreamingConf conf, Duration batchInterval, Optional<Clock> givenClock) {
    this.conf = conf;
    Durations.requireWholePositive("batch interval", batchInterval);
    this.ownClock =
        givenClock.isPresent() ? Optional.empty() : Optional.of(new SystemClock(this::clockFailed));
    this.clock = givenClock.isPresent() ? givenClock.get() : ownClock.orElseThrow();
    this.engine = Engines.create(conf, clock);
    this.graph =
        new DStreamGraph(new RddContext(engine), batchInterval, conf.get(ConfKeys.UNPERSIST));
    this.bus =
        new ListenerBus(
            conf.get(ConfKeys.LISTENER_QUEUE_SIZE),
            (listener, failure) -> listenerFailed(listener.getClass(), failure));
  }

  private void clockFailed(Throwable failure) {
    termination.fail("A task of the clock failed", failure);
  }

  private void listenerFailed(Class<?> listener, Throwable failure) {
    termination.fail("The listener " + listener.getName() + " failed", failure);
  }

  Clock clock() {
    return clock;
  }

  DStreamGraph graph() {
    return graph;
  }

  ListenerBus bus() {
    return bus;
  }

  synchronized StreamingContextState state() {
    return state;
  }

  /** Keeps what must outlive the process in that place. */
  synchronized void keepIn(CheckpointPlace newPlace) {
    requireNotStarted("set the checkpoint directory");
    place = newPlace;
  }

  /**
   * Keeps what must outlive the process in that place, as its factory wants it.
   *
   * @throws IllegalArgumentException if the context is to keep it elsewhere
   */
  synchronized void attach(CheckpointPlace newPlace, String newFactory) {
    requireNotStarted("go on from a checkpoint");
    if (place != null && !place.isSame(newPlace)) {
      throw new IllegalArgumentException(
          "Cannot go on from %s: the context that the factory made has another checkpoint directory, found %s"
              .formatted(newPlace, place));
    }
    place = newPlace;
    factory = newFactory;
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
    graph.validate();
    conf.warnings().forEach(LOG::warn);
    startLoop();
    state = StreamingContextState.ACTIVE;
    hook = ShutdownHook.install(() -> stop(conf.get(ConfKeys.STOP_GRACEFULLY_ON_SHUTDOWN)));
    LOG.info(
        "Started {} on the engine {}, a batch every {}{}",
        conf.get(ConfKeys.APP_NAME),
        engine.traits().description(),
        Durations.format(graph.batchInterval()),
        GuaranteeReport.of(graph, engine.traits()));
  }

  private void startLoop() {
    try {
      durability = openDurability();
      BatchLoop started =
          new BatchLoop(
              Settings.scheduler(conf), clock, engine, graph, bus, termination, durability);
      loop = started;
      registration = clock.join(started);
      bus.start();
      started.start();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Cannot start the context: " + e.getMessage(), e);
    }
  }

  private Durability openDurability() throws IOException {
    if (place == null) {
      place = conf.get(CheckpointKeys.DIRECTORY).map(CheckpointPlace::of).orElse(null);
    }
    if (place != null) {
      return Durability.open(
          Settings.durability(conf, place.storage(), factory), clock, termination);
    }
    if (conf.get(CheckpointKeys.WRITE_AHEAD_LOG)) {
      throw new IllegalArgumentException(
          "Cannot start the context: found "
              + CheckpointKeys.WRITE_AHEAD_LOG.name()
              + "=true and no checkpoint directory, expected one");
    }
    return Durability.inMemory();
  }

  boolean await(long timeoutMs) throws InterruptedException {
    try {
      return termination.await(TimeUnit.MILLISECONDS.toNanos(timeoutMs));
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
      loop().overtakeDrain();
      awaitStopped(IMMEDIATE_STOP_TIMEOUT);
    }
    return stopped.join();
  }

  private void awaitStopped(Duration timeout) {
    try {
      DrainReport unused = stopped.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException timeIsUp) {
      loop().giveUp();
    } catch (InterruptedException e) {
      loop().giveUp();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot stop the context", e.getCause());
    }
  }

  private boolean isOwnThread() {
    return (loop != null && loop.isOwnThread()) || bus.isListenerThread() || TaskScope.isOpen();
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
    CompletableFuture<DrainReport> drained = loop().stop(graceful);
    Duration timeout =
        graceful ? Settings.stopTimeout(conf, graph.batchInterval()) : IMMEDIATE_STOP_TIMEOUT;
    try {
      return drained.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException timeIsUp) {
      loop().giveUp();
    } catch (InterruptedException e) {
      loop().giveUp();
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
    graph.close("stopped");
    if (hook != null) {
      hook.remove();
    }
    if (registration != null) {
      registration.leave();
    }
    try {
      closeParts();
    } finally {
      ownClock.ifPresent(SystemClock::close);
      termination.stopped();
    }
  }

  private void closeParts() {
    try {
      if (loop != null) {
        loop.close(FUNCTION_PATIENCE);
      }
    } finally {
      try {
        engine.close();
      } finally {
        closeDurability();
      }
    }
  }

  private void closeDurability() {
    try {
      durability.close();
    } catch (IOException e) {
      termination.fail("Cannot close the checkpoint directory", e);
    }
  }

  private BatchLoop loop() {
    if (loop == null) {
      throw new IllegalStateException("Cannot stop the context: it was not started");
    }
    return loop;
  }
}
