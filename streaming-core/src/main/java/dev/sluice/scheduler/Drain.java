package dev.sluice.scheduler;

import dev.sluice.ledger.Ledger;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A stop: receivers first, but for those that acknowledge what is processed, which only take no
 * more; then, when graceful, everything received is processed; then the last receivers, and at the
 * end an account. Confined to the driver thread but for {@link #report}, {@link #refusesBatches}
 * and {@link #refuseBatches}.
 */
final class Drain {
  /** What is drained. */
  interface Batches {
    /** Whether no batch waits, is generated or runs. */
    boolean areDone();

    /** Whether blocks wait that the next batch would take. */
    boolean areBlocksWaiting();

    /** Whether no batch can be made, as sources have to send again what batches need. */
    boolean lackInputs();

    /** Makes a last batch of what no batch has yet. */
    void addLast();

    /** Writes down what the batches came to, and runs the action then. */
    void conclude(Runnable action);

    /** Drops the batches that wait and interrupts those that run. */
    void abort(String reason);
  }

  private static final String REASON = "the context is stopping";

  private enum Phase {
    RUNNING,
    RECEIVERS_STOPPING,
    BATCHES_FINISHING,
    CONCLUDING,
    RECEIVERS_ENDING,
    OVER
  }

  private final Ledger ledger;
  private final ReceiverTracker tracker;
  private final Batches batches;
  private final CompletableFuture<DrainReport> report = new CompletableFuture<>();
  private Phase phase = Phase.RUNNING;
  private boolean graceful;
  private volatile boolean refusing;
  private boolean aborted;
  private int batchesDone;
  private long beganNanos;

  Drain(Ledger ledger, ReceiverTracker tracker, Batches batches) {
    this.ledger = ledger;
    this.tracker = tracker;
    this.batches = batches;
  }

  /** Completes at the end. */
  CompletableFuture<DrainReport> report() {
    return report;
  }

  /**
   * Whether batches are not wanted any more, because of a stop at once or one that took too long.
   */
  boolean refusesBatches() {
    return refusing;
  }

  /** Has no further batch generated; for use by any thread. */
  void refuseBatches() {
    refusing = true;
  }

  /** Whether a stop has begun. */
  boolean hasBegun() {
    return phase != Phase.RUNNING;
  }

  void batchDone() {
    if (phase != Phase.RUNNING) {
      batchesDone++;
    }
  }

  /** Begins to stop; a stop at once overtakes one that drains. */
  void begin(boolean isGraceful) {
    if (phase == Phase.RUNNING) {
      phase = Phase.RECEIVERS_STOPPING;
      graceful = isGraceful;
      beganNanos = System.nanoTime();
      if (graceful) {
        tracker.stopTaking(REASON, this::receiversStopped);
      } else {
        abort(REASON);
        endReceivers();
      }
    } else if (!isGraceful && phase != Phase.OVER) {
      graceful = false;
      abort(REASON);
      endReceivers();
    }
  }

  private void endReceivers() {
    phase = Phase.RECEIVERS_ENDING;
    tracker.stop(REASON, this::receiversEnded);
  }

  private void receiversEnded() {
    if (phase == Phase.RECEIVERS_ENDING) {
      finish(outcome());
    }
  }

  private void abort(String reason) {
    refusing = true;
    aborted = true;
    batches.abort(reason);
  }

  private void receiversStopped() {
    if (phase != Phase.RECEIVERS_STOPPING) {
      return;
    }
    phase = Phase.BATCHES_FINISHING;
    if (!refusing && (batches.areBlocksWaiting() || tracker.hasCounts())) {
      batches.addLast();
    }
    check();
  }

  /** Looks whether everything is done; called whenever a batch ends. */
  void check() {
    if (phase == Phase.BATCHES_FINISHING && aborted) {
      endReceivers();
    } else if (phase == Phase.BATCHES_FINISHING && batches.areDone()) {
      phase = Phase.CONCLUDING;
      batches.conclude(this::concluded);
    }
  }

  private void concluded() {
    if (phase == Phase.CONCLUDING) {
      endReceivers();
    }
  }

  private Outcome outcome() {
    if (!graceful) {
      return Outcome.IMMEDIATE;
    }
    boolean everything = ledger.undone().isEmpty() && !batches.areBlocksWaiting();
    if (everything) {
      return Outcome.CLEAN;
    }
    if (refusing) {
      return Outcome.DEADLINE;
    }
    return batches.lackInputs() ? Outcome.AWAITING : Outcome.FAILED;
  }

  /** Ends a stop that takes too long. */
  void giveUp() {
    if (phase != Phase.OVER) {
      abort("the time for stopping is up");
      tracker.interrupt();
      finish(graceful ? Outcome.DEADLINE : Outcome.IMMEDIATE);
    }
  }

  private void finish(Outcome outcome) {
    phase = Phase.OVER;
    report.complete(
        new DrainReport(
            outcome,
            batchesDone,
            ledger.undone(),
            ledger.recordsLeft(),
            tracker.running(),
            List.of(),
            Duration.ofNanos(System.nanoTime() - beganNanos)));
  }
}
