package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.engine.Engine;
import dev.sluice.ledger.Ledger;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.ListenerBus;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.monitor.DriverSnapshot;
import dev.sluice.time.Clock;
import dev.sluice.time.Deadline;
import dev.sluice.time.RecurringTimer;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The driver: makes a batch of each tick of the clock, from sealing receivers to forgetting what
 * the batch has read. All scheduling state is confined to the {@code sluice-driver} thread; the
 * public methods may be called from any thread.
 */
public final class BatchLoop implements Clock.Participant {
  private final SchedulerSettings settings;
  private final Clock clock;
  private final DStreamGraph graph;
  private final ListenerBus bus;
  private final Termination termination;
  private final Durability durability;
  private final Ledger ledger;
  private final DriverLoop loop;
  private final ReceiverTracker tracker;
  private final BatchMaker maker;
  private final RecurringTimer timer;
  private final RunningSources sources = new RunningSources();
  private boolean isStarted;

  /**
   * A driver that is not started.
   *
   * @param termination told how the program ends
   * @param durability what the program keeps; stays the caller's
   */
  public BatchLoop(
      SchedulerSettings settings,
      Clock clock,
      Engine engine,
      DStreamGraph graph,
      ListenerBus bus,
      Termination termination,
      Durability durability) {
    this.settings = settings;
    this.clock = clock;
    this.graph = graph;
    this.bus = bus;
    this.termination = termination;
    this.durability = durability;
    this.ledger = durability.ledger();
    this.loop = new DriverLoop(this::isBusy, e -> termination.fail("The driver failed", e));
    this.tracker =
        new ReceiverTracker(
            loop,
            clock,
            engine,
            ledger,
            bus,
            settings,
            graph.batchInterval(),
            durability.receiverLogs());
    this.maker =
        new BatchMaker(
            settings.concurrentJobs(),
            loop,
            clock,
            engine,
            graph,
            bus,
            tracker,
            termination,
            durability);
    this.timer =
        new RecurringTimer(
            clock, graph.batchInterval(), tickMs -> loop.post(() -> maker.tick(new Time(tickMs))));
  }

  /**
   * Begins where an earlier process left off, or anew; starts the driver thread, the inputs and the
   * timer. The first batch of a new program is at the next multiple of its interval. Returns when
   * the inputs are recorded for good, so that a restart knows from when on they were read.
   *
   * @throws Exception if what is kept cannot be read or does not fit the program, or a source fails
   */
  public void start() throws Exception {
    Recovery recovery =
        new Recovery(graph, ledger, tracker.refilling(), settings.receivers().ackAfter());
    Durability.Directory directory = durability.directory();
    long now = clock.millis();
    Resumption resumption = directory == null ? recovery.first(now) : recovery.from(directory, now);
    settings.rememberBound().ifPresent(graph::requireRememberBelow);
    maker.checkpoints().begin(resumption);
    loop.start();
    CompletableFuture<Void> inputsStarted = new CompletableFuture<>();
    loop.post(() -> startInputs(resumption, inputsStarted));
    join(inputsStarted);
    timer.start(resumption.firstTick().milliseconds());
  }

  private static void join(CompletableFuture<Void> inputsStarted) throws Exception {
    try {
      inputsStarted.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception own) {
        throw own;
      }
      throw e;
    }
  }

  private void startInputs(Resumption resumption, CompletableFuture<Void> started) {
    try {
      Time before = resumption.missed().minus(graph.batchInterval());
      sources.start(graph.inputs(), ledger, resumption, before);
      tracker.start(graph.inputs());
      bus.post(new StreamingEvent.StreamingStarted(new Time(clock.millis())));
      isStarted = true;
      maker.begin(resumption);
      complete(started, durability.recorded());
    } catch (Throwable e) {
      started.completeExceptionally(e);
    }
  }

  private static void complete(CompletableFuture<Void> started, CompletableFuture<?> recorded) {
    var unused =
        recorded.whenComplete(
            (end, failure) -> {
              if (failure == null) {
                started.complete(null);
              } else {
                started.completeExceptionally(failure);
              }
            });
  }

  private boolean isBusy() {
    return maker.isBusy();
  }

  /**
   * Takes a picture of the program, on the driver thread after what waits there already; for use by
   * any thread, also before the start.
   *
   * @return fails with an {@code IllegalStateException} if the program has ended
   */
  public CompletableFuture<DriverSnapshot> snapshot() {
    CompletableFuture<DriverSnapshot> taken = new CompletableFuture<>();
    boolean isPosted =
        loop.post(
            () -> {
              try {
                taken.complete(picture());
              } catch (Throwable e) {
                taken.completeExceptionally(e);
              }
            });
    if (!isPosted) {
      taken.completeExceptionally(
          new IllegalStateException("Cannot look at the program: it has ended"));
    }
    return taken;
  }

  private DriverSnapshot picture() {
    return new DriverSnapshot(
        clock.millis(),
        maker.drain().hasBegun(),
        maker.jobs().count(),
        maker.jobs().oldest(),
        graph.nodes(),
        tracker.statuses(),
        tracker.flow().unprocessed(),
        maker.checkpoints().status());
  }

  /** Whether the calling thread is one that a stop would have to wait for. */
  public boolean isOwnThread() {
    return loop.isDriverThread() || maker.jobs().isJobThread() || bus.isListenerThread();
  }

  /**
   * Begins to stop: the timer, then the receivers; when graceful, everything received is processed.
   *
   * @return completes when there is nothing left to wait for
   */
  public CompletableFuture<DrainReport> stop(boolean graceful) {
    timer.stop();
    loop.post(() -> maker.drain().begin(graceful));
    return maker.drain().report();
  }

  /** Turns a stop that drains into one at once. */
  public void overtakeDrain() {
    loop.post(() -> maker.drain().begin(false));
  }

  /** Ends a stop that takes too long: interrupts what runs and reports what is left. */
  public void giveUp() {
    maker.drain().refuseBatches();
    loop.interruptEvent();
    loop.post(maker.drain()::giveUp);
  }

  /**
   * Frees the threads, once the stop was reported or if the start failed.
   *
   * @param deadline until when output operations are waited for; what ends after them has a second
   *     even if it is over
   * @return the names of the threads that did not end; they are left behind
   */
  public List<String> close(Deadline deadline) {
    timer.stop();
    List<String> left = new ArrayList<>(maker.jobs().close(deadline));
    tracker.close();
    loop.post(this::end);
    Deadline unhurried = deadline.orSoon();
    loop.close(unhurried).ifPresent(left::add);
    maker.checkpoints().close(unhurried.left());
    if (!bus.stop(unhurried.left())) {
      left.add(ListenerBus.THREAD);
    }
    return left;
  }

  private void end() {
    sources.stop((source, failure) -> termination.fail("Cannot stop " + source.name(), failure));
    graph.endings().run(failure -> termination.fail("Cannot stop an output", failure));
    if (isStarted) {
      isStarted = false;
      bus.post(new StreamingEvent.StreamingStopped(new Time(clock.millis())));
    }
  }

  @Override
  public void awaitIdle() throws InterruptedException {
    loop.awaitIdle();
    bus.awaitIdle();
  }
}
