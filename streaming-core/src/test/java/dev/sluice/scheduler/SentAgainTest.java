package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.GraphInput;
import dev.sluice.dstream.Guarantee;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.listener.ListenerBus;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long what an earlier process has stored may be sent again. */
class SentAgainTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final ManualClock clock = new ManualClock();
  private final Ledger ledger = new Ledger();

  /** Never runs. */
  private static final class Positioned extends ReliableReceiver<String, Integer> {
    private static final long serialVersionUID = 1L;

    private final boolean identifying;

    Positioned(boolean identifying) {
      super(StorageLevel.MEMORY_ONLY);
      this.identifying = identifying;
    }

    @Override
    protected boolean identifiesByPosition() {
      return identifying;
    }

    @Override
    public void onStart() {}

    @Override
    public void onStop() {}

    @Override
    protected void acknowledge(List<Integer> positions) {}
  }

  private ReceiverTracker started(boolean identifying) {
    ReceiverTracker tracker =
        new ReceiverTracker(
            new DriverLoop(() -> false, error -> {}),
            clock,
            new FakeEngine(),
            ledger,
            new ListenerBus(10, (listener, failure) -> {}),
            new SchedulerSettings(
                1, ReceiverSettings.DEFAULTS, TIMEOUT, FlowSettings.NONE, Optional.empty()),
            Duration.ofSeconds(1),
            null);
    tracker.start(
        List.of(
            new GraphInput.OfReceiver(
                0, "Stream#0", "Stream [0]", new Positioned(identifying), Guarantee.RELIABLE)));
    return tracker;
  }

  private void batchBefore() {
    ledger.append(new LedgerEvent.BatchAllocated(new Time(1_000), Map.of()));
  }

  @Test
  void after_a_restart_it_may_be_for_the_refill_timeout() {
    batchBefore();
    ReceiverTracker tracker = started(true);

    assertThat(tracker.mayBeSentAgain()).isTrue();
    clock.advance(TIMEOUT);
    assertThat(tracker.mayBeSentAgain()).isFalse();
  }

  @Test
  void there_is_nothing_to_send_again_for_a_program_that_begins() {
    assertThat(started(true).mayBeSentAgain()).isFalse();
  }

  @Test
  void positions_that_do_not_identify_records_are_of_no_use() {
    batchBefore();

    assertThat(started(false).mayBeSentAgain()).isFalse();
  }
}
