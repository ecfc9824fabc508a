package dev.sluice.scheduler;

import dev.sluice.dstream.DStreamGraph;
import dev.sluice.dstream.InputNeeds;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.time.Time;

/**
 * Has receivers acknowledge what batches have processed: once a batch is recorded as done, and if
 * no log has what was received and a restart would read it again, once a checkpoint makes that
 * needless. Confined to the driver thread.
 */
final class Acknowledger {
  private static final Time ALL = new Time(Long.MAX_VALUE);

  private final DriverLoop loop;
  private final ReceiverTracker tracker;
  private final Durability durability;
  private final Checkpoints checkpoints;
  private final InputNeeds needs;

  Acknowledger(
      DriverLoop loop,
      DStreamGraph graph,
      ReceiverTracker tracker,
      Durability durability,
      Checkpoints checkpoints) {
    this.loop = loop;
    this.tracker = tracker;
    this.durability = durability;
    this.checkpoints = checkpoints;
    this.needs = new InputNeeds(graph);
  }

  /**
   * A batch is done.
   *
   * @param afterwards run on the driver thread, if not at once, when it is recorded for good
   * @return to be run on any thread when it is recorded for good
   */
  Runnable batchDone(Time time, Runnable afterwards) {
    if (!tracker.awaitsProcessing()) {
      return () -> {};
    }
    tracker.processed().done(time);
    return () -> {
      if (loop.isDriverThread()) {
        recorded(time);
      } else {
        loop.post(
            () -> {
              recorded(time);
              afterwards.run();
            });
      }
    };
  }

  private void recorded(Time time) {
    tracker.processed().recorded(time);
    acknowledge();
  }

  /** Has acknowledged what can be; called when a checkpoint has been written. */
  void acknowledge() {
    if (tracker.awaitsProcessing()) {
      tracker
          .processed()
          .release(acknowledgeable())
          .forEach((stream, ids) -> tracker.tell(stream, new SupervisorMessage.Processed(ids)));
    }
  }

  private Time acknowledgeable() {
    boolean isUnlogged = durability.receiverLogs() == null || tracker.refilling().happens();
    boolean isReadAgain = durability.directory() != null && isUnlogged;
    return isReadAgain && needs.areOfDoneBatches() ? needs.needless(checkpoints.newest()) : ALL;
  }

  /** Whether it is being recorded that a batch is done. */
  boolean isBusy() {
    return tracker.processed().areBeingRecorded() && !durability.hasFailed();
  }
}
