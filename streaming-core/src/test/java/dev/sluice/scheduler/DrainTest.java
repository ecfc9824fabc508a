package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.listener.ListenerBus;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final Time T1 = new Time(1_000);

  private final List<String> log = new ArrayList<>();
  private final FakeBatches batches = new FakeBatches();
  private final Ledger ledger = new Ledger();
  private final ReceiverTracker tracker =
      new ReceiverTracker(
          new DriverLoop(() -> false, error -> log.add(error.toString())),
          new ManualClock(),
          new FakeEngine(),
          ledger,
          new ListenerBus(1, (listener, failure) -> {}),
          new SchedulerSettings(
              1,
              ReceiverSettings.DEFAULTS,
              Duration.ofMinutes(1),
              FlowSettings.NONE,
              Optional.empty()),
          Duration.ofSeconds(1),
          null);
  private final Drain drain = new Drain(ledger, tracker, batches);

  /** Notes what it is told. */
  private final class FakeBatches implements Drain.Batches {
    boolean done = true;
    boolean lacking;

    @Override
    public boolean areDone() {
      return done;
    }

    @Override
    public void addLast() {
      log.add("last");
      done = false;
    }

    @Override
    public boolean areBlocksWaiting() {
      return !ledger.waitingBlocks(0).isEmpty();
    }

    @Override
    public boolean lackInputs() {
      return lacking;
    }

    @Override
    public void conclude(Runnable action) {
      action.run();
    }

    @Override
    public void abort(String reason) {
      log.add("abort: " + reason);
    }
  }

  private DrainReport report() {
    assertThat(drain.report()).isDone();
    return drain.report().join();
  }

  private void addBlock() {
    BlockId id = new BlockId(BlockId.inputNamespace(0), 1);
    ledger.append(new LedgerEvent.BlockAdded(new ReceivedBlock(0, id, 5, 1, 1, null, null)));
  }

  private void leaveBatch() {
    ledger.append(new LedgerEvent.BatchAllocated(T1, Map.of()));
    batches.done = false;
  }

  @Test
  void a_stop_of_nothing_is_clean() {
    drain.begin(true);
    assertThat(report().outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(log).isEmpty();
  }

  @Test
  void blocks_that_wait_get_a_last_batch() {
    addBlock();
    drain.begin(true);
    assertThat(log).containsExactly("last");
    assertThat(drain.report()).isNotDone();
  }

  @Test
  void a_graceful_stop_waits_for_the_batches_and_counts_them() {
    leaveBatch();
    drain.batchDone();
    drain.begin(true);
    drain.check();
    assertThat(drain.report()).isNotDone();
    ledger.append(new LedgerEvent.BatchDone(T1));
    drain.batchDone();
    batches.done = true;
    drain.check();
    assertThat(report().outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(report().batchesDone()).as("since the stop").isEqualTo(1);
  }

  @Test
  void a_batch_that_failed_makes_the_stop_fail() {
    leaveBatch();
    drain.begin(true);
    batches.done = true;
    drain.check();
    assertThat(report().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report().batchesLeft()).containsExactly(T1);
  }

  @Test
  void a_stop_at_once_aborts_and_does_not_wait() {
    leaveBatch();
    addBlock();
    drain.begin(false);
    assertThat(log).containsExactly("abort: the context is stopping");
    assertThat(report().outcome()).isEqualTo(Outcome.IMMEDIATE);
    assertThat(report().recordsLeft()).isEqualTo(5);
    assertThat(drain.refusesBatches()).isTrue();
  }

  @Test
  void a_stop_at_once_overtakes_one_that_drains_but_not_the_other_way_round() {
    leaveBatch();
    drain.begin(true);
    drain.begin(true);
    assertThat(drain.report()).isNotDone();
    drain.begin(false);
    assertThat(report().outcome()).isEqualTo(Outcome.IMMEDIATE);
    drain.begin(true);
    drain.begin(false);
    assertThat(log).containsExactly("abort: the context is stopping");
  }

  @Test
  void giving_up_aborts_and_reports_what_is_left() {
    leaveBatch();
    drain.begin(true);
    drain.refuseBatches();
    drain.giveUp();
    drain.giveUp();
    assertThat(log).containsExactly("abort: the time for stopping is up");
    assertThat(report().outcome()).isEqualTo(Outcome.DEADLINE);
    assertThat(report().oldestUnprocessed()).contains(T1);
  }

  @Test
  void batches_whose_inputs_do_not_come_again_are_left_to_the_next_start() {
    leaveBatch();
    batches.lacking = true;
    batches.done = true;
    drain.begin(true);
    assertThat(report().outcome()).isEqualTo(Outcome.AWAITING);
    assertThat(report().batchesLeft()).containsExactly(T1);
  }

  @Test
  void one_who_gave_up_gets_no_last_batch() {
    addBlock();
    drain.refuseBatches();
    drain.begin(true);
    assertThat(log).isEmpty();
    assertThat(report().outcome()).isEqualTo(Outcome.DEADLINE);
  }
}
