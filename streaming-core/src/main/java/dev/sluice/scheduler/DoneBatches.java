package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.time.Clock;
import dev.sluice.time.Time;

/**
 * What follows once a batch is done: it is recorded, sources are acknowledged, checkpoints are
 * written, and what nobody reads again is forgotten. Confined to the driver thread.
 */
final class DoneBatches {
  private final BatchGenerator generator;
  private final ReceiverTracker tracker;
  private final JobScheduler jobs;
  private final Drain drain;
  private final Checkpoints checkpoints;
  private final Acknowledger acknowledger;
  private Time upTo = new Time(0);

  DoneBatches(
      BatchGenerator generator,
      ReceiverTracker tracker,
      JobScheduler jobs,
      Drain drain,
      DriverLoop loop,
      Clock clock,
      DStreamGraph graph,
      Termination termination,
      Durability durability) {
    this.generator = generator;
    this.tracker = tracker;
    this.jobs = jobs;
    this.drain = drain;
    Durability.Directory directory = durability.directory();
    this.checkpoints =
        directory == null
            ? Checkpoints.NONE
            : new Checkpointer(
                directory,
                clock,
                loop,
                graph,
                durability.ledger(),
                termination,
                this::checkpointed);
    this.acknowledger = new Acknowledger(loop, graph, tracker, durability, checkpoints);
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  /** Whether a source is being acknowledged. */
  boolean isAcknowledging() {
    return acknowledger.isBusy();
  }

  boolean isBusy() {
    return isAcknowledging() || checkpoints.isBusy();
  }

  void add(Time time) {
    generator.done(time, each -> acknowledger.batchDone(each, drain::check));
    drain.batchDone();
    upTo = jobs.oldest().orElse(time).min(time);
    checkpoints.batchDone(time);
    forget();
    tracker.flow().batchDone();
  }

  private void checkpointed() {
    acknowledger.acknowledge();
    forget();
  }

  private void forget() {
    generator.forget(upTo, checkpoints.forgettable(upTo));
  }
}
