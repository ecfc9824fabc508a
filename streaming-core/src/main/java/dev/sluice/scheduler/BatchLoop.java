package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.OutputJob;
import dev.sluice.engine.Engine;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.ListenerBus;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.time.Clock;
import dev.sluice.time.RecurringTimer;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver: makes a batch of each tick of the clock, from sealing receivers to forgetting what
 * the batch has read. All scheduling state is confined to the {@code sluice-driver} thread; the
 * public methods may be called from any thread.
 */
public final class BatchLoop implements Clock.Participant {
  private static final Logger LOG = LoggerFactory.getLogger(BatchLoop.class);
  private static final long LEAST_PATIENCE_MS = 1_000;
  private static final Duration LISTENER_PATIENCE = Duration.ofSeconds(10);

  private final Clock clock;
  private final DStreamGraph graph;
  private final ListenerBus bus;
  private final Termination termination = new Termination();
  private final Ledger ledger = new Ledger();
  private final DriverLoop loop = new DriverLoop(this::isBusy, e -> fail("The driver failed", e));
  private final ReceiverTracker tracker;
  private final BatchGenerator generator;
  private final JobScheduler jobs;
  private final Drain drain;
  private final RecurringTimer timer;
  private final Optional<Duration> rememberBound;
  private final Deque<Time> ticks = new ArrayDeque<>();
  private final RunningSources sources = new RunningSources();
  private Time lastTick = new Time(0);
  private boolean isStarted;
  private boolean sealing;

  /** A driver that is not started. */
  public BatchLoop(
      SchedulerSettings settings, Clock clock, Engine engine, DStreamGraph graph, ListenerBus bus) {
    this.clock = clock;
    this.graph = graph;
    this.bus = bus;
    this.rememberBound = settings.rememberBound();
    this.tracker = new ReceiverTracker(loop, clock, engine, ledger, bus, settings.receivers());
    this.generator = new BatchGenerator(graph, engine, ledger, tracker);
    this.jobs =
        new JobScheduler(settings.concurrentJobs(), loop, clock, engine, bus, new JobOutcomes());
    this.drain = new Drain(ledger, tracker, new OpenBatches());
    this.timer =
        new RecurringTimer(
            clock, graph.batchInterval(), tickMs -> loop.post(() -> tick(new Time(tickMs))));
  }

  /** The end of the program. */
  public Termination termination() {
    return termination;
  }

  /** Records a failure that is no batch's own. */
  public void fail(String what, Throwable failure) {
    LOG.error(what, failure);
    termination.fail(
        new BatchFailure(what + ": " + Failures.describe(failure), Failures.root(failure)));
  }

  /**
   * Starts the driver thread, the inputs and the timer; the first batch is at the next grid point.
   */
  public void start() {
    Duration interval = graph.batchInterval();
    Time first = new Time(RecurringTimer.nextTick(clock.millis(), interval, 0));
    Time zero = first.minus(interval);
    graph.start(zero, zero, ledger::inputs);
    rememberBound.ifPresent(graph::requireRememberBelow);
    loop.start();
    CompletableFuture<Void> inputsStarted = new CompletableFuture<>();
    loop.post(() -> startInputs(zero, inputsStarted));
    join(inputsStarted);
    timer.start(first.milliseconds());
  }

  private static void join(CompletableFuture<Void> inputsStarted) {
    try {
      inputsStarted.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw e;
    }
  }

  private void startInputs(Time zero, CompletableFuture<Void> started) {
    try {
      lastTick = zero;
      sources.start(graph.inputs(), zero);
      tracker.start(graph.inputs());
      bus.post(new StreamingEvent.StreamingStarted(new Time(clock.millis())));
      isStarted = true;
      started.complete(null);
    } catch (Throwable e) {
      started.completeExceptionally(e);
    }
  }

  private boolean isBusy() {
    return sealing || !ticks.isEmpty() || !jobs.isIdle();
  }

  private void tick(Time time) {
    if (time.compareTo(lastTick) <= 0) {
      return;
    }
    lastTick = time;
    ticks.add(time);
    nextBatch();
  }

  private void nextBatch() {
    if (sealing || ticks.isEmpty()) {
      return;
    }
    sealing = true;
    Time time = ticks.element();
    long patienceMs = Math.max(graph.batchInterval().toMillis(), LEAST_PATIENCE_MS);
    tracker.seal(time.milliseconds(), patienceMs, () -> sealed(time));
  }

  private void sealed(Time time) {
    sealing = false;
    if (drain.refusesBatches()) {
      return;
    }
    ticks.remove();
    try {
      generate(time);
      nextBatch();
    } finally {
      drain.check();
    }
  }

  private void generate(Time time) {
    try {
      BatchRun run = generator.generate(time, clock.millis());
      if (run.jobs().isEmpty()) {
        done(time);
      } else {
        jobs.submit(run);
      }
    } catch (Throwable e) {
      if (!drain.refusesBatches()) {
        fail("Cannot generate batch " + time, e);
      }
    }
  }

  private void done(Time time) {
    ledger.append(new LedgerEvent.BatchDone(time));
    drain.batchDone();
    Time oldestOpen = jobs.oldest().orElse(time);
    generator.forget(oldestOpen.isBefore(time) ? oldestOpen : time);
  }

  /** Whether the calling thread is one that a stop would have to wait for. */
  public boolean isOwnThread() {
    return loop.isDriverThread() || jobs.isJobThread() || bus.isListenerThread();
  }

  /**
   * Begins to stop: the timer, then the receivers; when graceful, everything received is processed.
   *
   * @return completes when there is nothing left to wait for
   */
  public CompletableFuture<DrainReport> stop(boolean graceful) {
    timer.stop();
    loop.post(() -> drain.begin(graceful));
    return drain.report();
  }

  /** Turns a stop that drains into one at once. */
  public void overtakeDrain() {
    loop.post(() -> drain.begin(false));
  }

  /** Ends a stop that takes too long: interrupts what runs and reports what is left. */
  public void giveUp() {
    drain.refuseBatches();
    loop.interruptEvent();
    loop.post(drain::giveUp);
  }

  /**
   * Frees the threads, once the stop was reported or if the start failed.
   *
   * @param patience how long functions that were interrupted are waited for
   */
  public void close(Duration patience) {
    timer.stop();
    jobs.close(patience);
    tracker.close();
    loop.post(this::end);
    loop.close(patience);
    bus.stop(LISTENER_PATIENCE);
  }

  private void end() {
    sources.stop((source, failure) -> fail("Cannot stop " + source.name(), failure));
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

  /** Records how jobs and batches end. */
  private final class JobOutcomes implements JobScheduler.Observer {
    @Override
    public void jobEnded(OutputJob job, @Nullable Throwable failure) {
      if (failure == null) {
        ledger.append(new LedgerEvent.OutputDone(job.time(), job.id()));
      } else if (!drain.refusesBatches()) {
        fail("Batch " + job.time() + " failed in " + job.description(), failure);
      }
    }

    @Override
    public void batchEnded(BatchRun run) {
      logDelay(run.info());
      try {
        if (!run.hasFailed()) {
          done(run.time());
        }
      } finally {
        drain.check();
      }
    }

    private void logDelay(BatchInfo batch) {
      LOG.debug(
          "Total delay: {} ms for batch {} of {} records (execution: {} ms)",
          batch.totalDelay().map(Duration::toMillis).orElse(-1L),
          batch.batchTime(),
          batch.numRecords(),
          batch.processingDelay().map(Duration::toMillis).orElse(-1L));
    }
  }

  /** The batches a stop has to finish. */
  private final class OpenBatches implements Drain.Batches {
    @Override
    public boolean areDone() {
      return !isBusy();
    }

    @Override
    public void addLast() {
      tick(lastTick.plus(graph.batchInterval()));
    }

    @Override
    public void abort(String reason) {
      ticks.clear();
      sealing = false;
      jobs.abort(reason);
    }
  }
}
