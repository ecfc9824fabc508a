package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.OutputJob;
import dev.sluice.engine.Engine;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.ListenerBus;
import dev.sluice.time.Clock;
import dev.sluice.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches: has receivers sealed, gives each batch its inputs, and runs its jobs once the
 * inputs are recorded for good. Confined to the driver thread, but for {@link #jobs} and the
 * methods of {@link #drain} that say so.
 */
final class BatchMaker implements JobScheduler.Observer, Drain.Batches {
  private static final Logger LOG = LoggerFactory.getLogger(BatchMaker.class);
  private static final long LEAST_PATIENCE_MS = 1_000;
  private static final int MOST_RECOVERING = 32;

  private final DriverLoop loop;
  private final Clock clock;
  private final DStreamGraph graph;
  private final Ledger ledger;
  private final ReceiverTracker tracker;
  private final Termination termination;
  private final Durability durability;
  private final BatchGenerator generator;
  private final DueBatches due;
  private final JobScheduler jobs;
  private final Drain drain;
  private final DoneBatches done;
  private boolean sealing;
  private boolean making;
  private int allocating;

  BatchMaker(
      int concurrentJobs,
      DriverLoop loop,
      Clock clock,
      Engine engine,
      DStreamGraph graph,
      ListenerBus bus,
      ReceiverTracker tracker,
      Termination termination,
      Durability durability) {
    this.loop = loop;
    this.clock = clock;
    this.graph = graph;
    this.ledger = durability.ledger();
    this.tracker = tracker;
    this.termination = termination;
    this.durability = durability;
    this.generator = new BatchGenerator(graph, engine, ledger, tracker);
    this.due = new DueBatches(graph.batchInterval());
    this.jobs = new JobScheduler(concurrentJobs, loop, clock, engine, bus, this);
    this.drain = new Drain(ledger, tracker, this);
    this.done =
        new DoneBatches(
            generator, tracker, jobs, drain, loop, clock, graph, termination, durability);
    durability.whenFailed(() -> loop.post(this::ledgerFailed));
  }

  private void ledgerFailed() {
    tracker.ledgerFailed();
    drain.check();
  }

  Checkpoints checkpoints() {
    return done.checkpoints();
  }

  JobScheduler jobs() {
    return jobs;
  }

  Drain drain() {
    return drain;
  }

  /** Begins with the batches of before. */
  void begin(Resumption resumption) {
    due.begin(resumption);
    tracker.refilling().begin(this::nextBatches);
    nextBatches();
  }

  boolean isBusy() {
    return isMaking() || done.isBusy();
  }

  private boolean isMaking() {
    boolean recording = allocating > 0 && !durability.hasFailed();
    return sealing || recording || isDue() || !jobs.isIdle();
  }

  private boolean isDue() {
    return !due.isEmpty() && !lackInputs();
  }

  void tick(Time time) {
    due.add(time);
    nextBatches();
  }

  /** Makes the batches that are due; one call at a time does, however deep others are in it. */
  private void nextBatches() {
    if (making) {
      return;
    }
    making = true;
    try {
      makeDue();
    } finally {
      making = false;
    }
  }

  /** Of the batches of before only some are made at a time. */
  private void makeDue() {
    while (!sealing && isDue() && !drain.refusesBatches()) {
      if (!due.hasAgain() && !due.hasMissed()) {
        seal(due.tick());
      } else if (jobs.count() + allocating >= MOST_RECOVERING) {
        return;
      } else if (due.hasAgain()) {
        generate(due.nextAgain());
      } else {
        allocate(due.nextMissed());
      }
    }
  }

  private void seal(Time time) {
    sealing = true;
    long patienceMs = Math.max(graph.batchInterval().toMillis(), LEAST_PATIENCE_MS);
    tracker.seal(time.milliseconds(), patienceMs, this::sealed);
  }

  private void sealed() {
    sealing = false;
    if (drain.refusesBatches() || due.isEmpty()) {
      return;
    }
    allocate(due.nextTick());
    nextBatches();
  }

  private void allocate(Time time) {
    allocating++;
    try {
      generator.allocate(time, () -> recorded(time));
      tracker.flow().batchAllocated(time);
    } catch (Throwable e) {
      allocating--;
      cannotMake(time, e);
    }
  }

  /** Goes on with a batch: on the driver thread, after those allocated before it. */
  private void recorded(Time time) {
    if (loop.isDriverThread() && allocating == 1) {
      allocated(time);
    } else {
      loop.post(() -> allocated(time));
    }
  }

  private void allocated(Time time) {
    allocating--;
    if (!drain.refusesBatches()) {
      generate(time);
    }
  }

  private void generate(Time time) {
    try {
      BatchRun run = generator.generate(time, clock.millis());
      if (run.jobs().isEmpty()) {
        done.add(time);
      } else {
        jobs.submit(run);
      }
    } catch (Throwable e) {
      cannotMake(time, e);
    } finally {
      drain.check();
    }
  }

  private void cannotMake(Time time, Throwable failure) {
    if (!drain.refusesBatches()) {
      termination.fail("Cannot generate batch " + time, failure);
    }
    drain.check();
  }

  @Override
  public void jobEnded(OutputJob job, @Nullable Throwable failure) {
    if (failure == null) {
      recordDone(job);
    } else if (!drain.refusesBatches()) {
      termination.fail("Batch " + job.time() + " failed in " + job.description(), failure);
    }
  }

  private void recordDone(OutputJob job) {
    if (ledger.isAllocated(job.time())) {
      ledger.append(new LedgerEvent.OutputDone(job.time(), job.id()));
    }
  }

  @Override
  public void batchEnded(BatchRun run) {
    logDelay(run.info());
    try {
      if (!run.hasFailed()) {
        done.add(run.time());
      }
      tracker.flow().batchEnded(run.time(), run.info(), run.hasFailed());
      nextBatches();
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

  @Override
  public boolean areDone() {
    return !isMaking() && !done.isAcknowledging();
  }

  @Override
  public boolean areBlocksWaiting() {
    return graph.inputs().stream()
        .anyMatch(input -> !ledger.waitingBlocks(input.streamId()).isEmpty());
  }

  @Override
  public boolean lackInputs() {
    return tracker.refilling().isUnderWay();
  }

  @Override
  public void conclude(Runnable action) {
    due.clear();
    tracker.refilling().stop();
    done.checkpoints().last(action);
  }

  @Override
  public void addLast() {
    due.addNext();
    nextBatches();
  }

  @Override
  public void abort(String reason) {
    due.clear();
    tracker.refilling().stop();
    sealing = false;
    jobs.abort(reason);
  }
}
