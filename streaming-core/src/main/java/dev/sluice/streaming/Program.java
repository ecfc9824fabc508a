package dev.sluice.streaming;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.engine.Engine;
import dev.sluice.listener.ListenerBus;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.rdd.RddContext;
import dev.sluice.scheduler.BatchLoop;
import dev.sluice.scheduler.Durability;
import dev.sluice.scheduler.StartGuard;
import dev.sluice.scheduler.Termination;
import dev.sluice.time.Clock;
import dev.sluice.time.Deadline;
import dev.sluice.time.Durations;
import dev.sluice.time.SystemClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that a context is made of: made, started and closed in order. Guarded by the monitor of
 * the {@link LifeCycle} but for what never changes.
 */
final class Program {
  private static final Logger LOG = LoggerFactory.getLogger(StreamingContext.class);

  private final StreamingConf conf;
  private final Optional<SystemClock> ownClock;
  private final Clock clock;
  private final Engine engine;
  private final DStreamGraph graph;
  private final ListenerBus bus;
  private final Termination termination = new Termination();
  private Durability durability = Durability.inMemory();
  private String factory = "";
  private volatile @Nullable CheckpointPlace place;
  private volatile @Nullable BatchLoop loop;
  private Clock.@Nullable Registration registration;

  Program(StreamingConf conf, Duration batchInterval, Optional<Clock> givenClock) {
    this.conf = conf;
    Durations.requireWholePositive("batch interval", batchInterval);
    this.ownClock =
        givenClock.isPresent() ? Optional.empty() : Optional.of(new SystemClock(this::clockFailed));
    this.clock = givenClock.isPresent() ? givenClock.get() : ownClock.orElseThrow();
    this.engine = Engines.create(conf, clock);
    this.graph =
        new DStreamGraph(
            conf.get(ConfKeys.APP_NAME),
            new RddContext(engine),
            batchInterval,
            conf.get(ConfKeys.UNPERSIST),
            conf.get(CheckpointKeys.WRITE_AHEAD_LOG));
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

  StreamingConf conf() {
    return conf;
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

  Termination termination() {
    return termination;
  }

  /** Keeps what must outlive the process in that place. */
  void keepIn(CheckpointPlace newPlace) {
    place = newPlace;
  }

  /**
   * Keeps what must outlive the process in that place, as its factory wants it.
   *
   * @throws IllegalArgumentException if the context is to keep it elsewhere
   */
  void attach(CheckpointPlace newPlace, String newFactory) {
    CheckpointPlace before = place;
    if (before != null && !before.isSame(newPlace)) {
      throw new IllegalArgumentException(
          "Cannot go on from %s: the context that the factory made has another checkpoint directory, found %s"
              .formatted(newPlace, before));
    }
    place = newPlace;
    factory = newFactory;
  }

  /**
   * Starts the program.
   *
   * @param first run once the program is found valid, before it does anything
   */
  void start(Runnable first) {
    graph.validate();
    StartGuard.pass(graph);
    conf.warnings().forEach(LOG::warn);
    findPlace();
    if (conf.get(UiKeys.CONSOLE_PROGRESS)) {
      ConsoleProgress.ifThereIsAConsole(graph.batchInterval()).ifPresent(bus::addListener);
    }
    first.run();
    startLoop();
    LOG.info(
        "Started {} on the engine {}, a batch every {}{}",
        conf.get(ConfKeys.APP_NAME),
        engine.traits().description(),
        Durations.format(graph.batchInterval()),
        guarantees());
  }

  /** What the program promises, as it is logged at the start. */
  Guarantees guarantees() {
    return GuaranteeReport.of(graph, engine.traits(), place, conf);
  }

  private void startLoop() {
    try {
      durability = openDurability();
      BatchLoop started =
          new BatchLoop(
              Settings.scheduler(conf, graph, engine),
              clock,
              engine,
              graph,
              bus,
              termination,
              durability);
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

  private void findPlace() {
    if (place == null) {
      place = conf.get(CheckpointKeys.DIRECTORY).map(CheckpointPlace::of).orElse(null);
    }
  }

  private Durability openDurability() throws IOException {
    CheckpointPlace kept = place;
    if (kept != null) {
      return Durability.open(
          Settings.durability(conf, kept.storage(), factory), clock, termination);
    }
    if (conf.get(CheckpointKeys.WRITE_AHEAD_LOG)) {
      throw new IllegalArgumentException(
          "Cannot start the context: found "
              + CheckpointKeys.WRITE_AHEAD_LOG.name()
              + "=true and no checkpoint directory, expected one");
    }
    return Durability.inMemory();
  }

  /** The driver, once the program was started. */
  BatchLoop loop() {
    BatchLoop started = loop;
    if (started == null) {
      throw new IllegalStateException("Cannot stop the context: it was not started");
    }
    return started;
  }

  /** A picture of the running program; fails if it does not run. */
  CompletableFuture<DriverSnapshot> snapshot() {
    BatchLoop started = loop;
    return started == null
        ? CompletableFuture.failedFuture(
            new IllegalStateException("Cannot look at the program: it was not started"))
        : started.snapshot();
  }

  /** Where state and progress are kept. */
  Optional<CheckpointPlace> place() {
    return Optional.ofNullable(place);
  }

  Engine engine() {
    return engine;
  }

  /** Whether the calling thread is one that a stop would have to wait for. */
  boolean isOwnThread() {
    BatchLoop started = loop;
    return started != null && started.isOwnThread();
  }

  /**
   * Ends all threads and gives everything back.
   *
   * @param deadline until when functions of the program are waited for
   * @return the names of the threads that did not end
   */
  List<String> close(Deadline deadline) {
    graph.close("stopped");
    if (registration != null) {
      registration.leave();
    }
    try {
      return closeParts(deadline);
    } finally {
      ownClock.ifPresent(SystemClock::close);
      termination.stopped();
    }
  }

  private List<String> closeParts(Deadline deadline) {
    List<String> left = new ArrayList<>();
    try {
      BatchLoop started = loop;
      if (started != null) {
        left.addAll(started.close(deadline));
      }
    } finally {
      try {
        left.addAll(engine.close(deadline.orSoon().left()));
      } finally {
        closeDurability();
      }
    }
    return left;
  }

  private void closeDurability() {
    try {
      durability.close();
    } catch (IOException e) {
      termination.fail("Cannot close the checkpoint directory", e);
    }
  }
}
