package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.GraphInput;
import dev.sluice.dstream.Guarantee;
import dev.sluice.engine.BlockId;
import dev.sluice.engine.BlockStore.Usage;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent.BlockAdded;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.ListenerBus;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Backpressure;
import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.receiver.RestartDelay;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.time.ManualClock;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two receivers that share 100 bytes, of which 75 are for blocks. */
class FlowControlTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> told = new ArrayList<>();
  private final ManualClock clock = new ManualClock();
  private final Ledger ledger = new Ledger();
  private final FakeEngine engine = new FakeEngine();
  private final TrackedReceivers receivers = new TrackedReceivers(engine.control());
  private final Refilling refilling =
      new Refilling(
          new DriverLoop(() -> false, error -> told.add(error.toString())),
          clock,
          ledger,
          receivers,
          new ProcessedBatches(ledger),
          SECOND);
  private final FlowControl flow =
      new FlowControl(
          new SchedulerSettings(
              1,
              ReceiverSettings.DEFAULTS,
              SECOND,
              new FlowSettings(100, Backpressure.AUTO, PidSettings.DEFAULTS),
              Optional.empty()),
          SECOND,
          ledger,
          () -> new Usage(0, 0, 0, 1_600, 0),
          receivers,
          refilling,
          new ReceiverEvents(clock, new ListenerBus(1, (listener, failure) -> {})));
  private final TrackedReceiver first = receiver(0);
  private final TrackedReceiver second = receiver(1);

  private TrackedReceiver receiver(int streamId) {
    TrackedReceiver receiver =
        new TrackedReceiver(
            new GraphInput.OfReceiver(
                streamId,
                "stream#" + streamId,
                "Stream [" + streamId + "]",
                new NoReceiver(),
                Guarantee.UNRELIABLE),
            new RestartDelay(ReceiverSettings.DEFAULTS));
    int epoch = receiver.nextEpoch();
    receiver.started("NoReceiver", "here");
    receivers.add(receiver);
    engine.open(
        SupervisorMessage.mailbox(streamId, epoch),
        bytes -> {
          told.add(streamId + " " + MessageCodec.supervisorMessage(bytes));
          return CompletableFuture.completedFuture(bytes);
        });
    return receiver;
  }

  private boolean ask(TrackedReceiver receiver, long number, long bytes) {
    return flow.ask(
        receiver,
        new TrackerMessage.AskRoom(receiver.streamId(), 0, new BlockId("b", number), bytes));
  }

  private static ReceivedBlock block(int streamId, long number, long bytes) {
    return new ReceivedBlock(streamId, new BlockId("b", number), 1, bytes, 1, null, null);
  }

  @Test
  void a_receiver_that_waits_is_told_when_there_is_room() {
    flow.begin();
    assertThat(ask(first, 1, 75)).isTrue();
    assertThat(ask(second, 2, 50)).isFalse();
    assertThat(told).isEmpty();
    flow.ended(0);
    assertThat(told).containsExactly("1 Admitted[block=b-2]");
  }

  @Test
  void what_is_in_the_ledger_at_the_start_counts_before_anything_comes() {
    ledger.append(new BlockAdded(block(0, 1, 60)));
    flow.begin();
    assertThat(ask(second, 2, 50)).isFalse();
  }

  @Test
  void a_stream_that_batches_wait_for_always_has_room() {
    refilling.await(Map.of(new Time(1_000), List.of(block(0, 7, 60))));
    flow.begin();
    assertThat(ask(second, 1, 75)).isTrue();
    assertThat(ask(first, 2, 50)).as("awaited").isTrue();
    assertThat(ask(second, 3, 50)).as("not awaited").isFalse();
  }

  @Test
  void after_the_last_batch_everything_has_room() {
    flow.begin();
    assertThat(ask(first, 1, 75)).isTrue();
    assertThat(ask(second, 2, 50)).isFalse();
    flow.open();
    assertThat(told).containsExactly("1 Admitted[block=b-2]");
    assertThat(ask(first, 3, 75)).isTrue();
  }

  @Test
  void a_source_is_told_at_which_rate_batches_process() {
    ListenedSource source = new ListenedSource();
    flow.addSources(List.of(new GraphInput.OfSource(7, "source#7", "Source [7]", source)));
    for (int second = 1; second <= 2; second++) {
      Time time = new Time(second * 1_000L);
      flow.batchEnded(time, batch(time), false);
    }
    assertThat(source.told()).containsExactly(2_000L);
  }

  private static BatchInfo batch(Time time) {
    return new BatchInfo(
        time,
        Map.of(7, new StreamInputInfo(7, 1_600)),
        time.milliseconds(),
        OptionalLong.of(time.milliseconds()),
        OptionalLong.of(time.milliseconds() + 800),
        Map.of());
  }

  @Test
  void receivers_buffer_a_quarter_of_the_bound_together() {
    FlowSettings settings = new FlowSettings(1_600, Backpressure.AUTO, PidSettings.DEFAULTS);
    assertThat(settings.bufferBytes(1)).isEqualTo(400);
    assertThat(settings.bufferBytes(4)).isEqualTo(100);
    assertThat(settings.bufferBytes(0)).isEqualTo(400);
    assertThat(settings.maxBlockBytes()).isEqualTo(1_200);
    assertThat(FlowSettings.NONE.bufferBytes(3)).isEqualTo(ReceiverSettings.UNBOUNDED);
  }

  /** Never runs. */
  private static final class NoReceiver extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    NoReceiver() {
      super(StorageLevel.MEMORY_ONLY);
    }

    @Override
    public void onStart() {}

    @Override
    public void onStop() {}
  }
}
