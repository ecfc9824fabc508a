package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.GraphInput;
import dev.sluice.dstream.Guarantee;
import dev.sluice.engine.BlockId;
import dev.sluice.ledger.Ledger;
import dev.sluice.listener.ListenerBus;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.MessageCodec;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.Receiver;
import dev.sluice.receiver.ReceiverSettings;
import dev.sluice.receiver.SupervisorMessage;
import dev.sluice.receiver.TrackerMessage;
import dev.sluice.receiver.TrackerReply;
import dev.sluice.time.Deadline;
import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverTrackerTest {
  private final ManualClock clock = new ManualClock();
  private final FakeEngine engine = new FakeEngine();
  private final Ledger ledger = new Ledger();
  private final ListenerBus bus = new ListenerBus(10, (listener, failure) -> {});
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final DriverLoop loop = new DriverLoop(() -> false, error -> log.add(error.toString()));
  private final ReceiverTracker tracker =
      new ReceiverTracker(
          loop,
          clock,
          engine,
          ledger,
          bus,
          new SchedulerSettings(
              1,
              ReceiverSettings.DEFAULTS,
              Duration.ofMinutes(1),
              FlowSettings.NONE,
              Optional.empty()),
          Duration.ofSeconds(1),
          null);

  @BeforeEach
  void start() throws Exception {
    loop.start();
    onDriver(() -> tracker.start(List.of(input(0), input(1))));
  }

  @AfterEach
  void close() {
    loop.close(Deadline.in(Duration.ofSeconds(20)));
    bus.stop(Duration.ofSeconds(20));
  }

  private static GraphInput.OfReceiver input(int streamId) {
    return new GraphInput.OfReceiver(
        streamId,
        "Stream#" + streamId,
        "Stream [" + streamId + "]",
        new NoReceiver(),
        Guarantee.UNRELIABLE);
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

  private void onDriver(Runnable action) throws Exception {
    CompletableFuture.runAsync(action, loop::post).get(20, TimeUnit.SECONDS);
    loop.awaitIdle();
  }

  private TrackerReply ask(TrackerMessage message) throws Exception {
    CompletableFuture<byte[]> reply =
        engine.ask(TrackerMessage.MAILBOX, MessageCodec.encode(message));
    return MessageCodec.reply(reply.get(20, TimeUnit.SECONDS));
  }

  private void register(int streamId, int epoch) throws Exception {
    assertThat(ask(new TrackerMessage.Register(streamId, epoch, "NoReceiver", "here")).accepted())
        .isTrue();
    engine.open(
        SupervisorMessage.mailbox(streamId, epoch),
        message -> {
          log.add(streamId + " " + MessageCodec.supervisorMessage(message));
          return CompletableFuture.completedFuture(new byte[0]);
        });
  }

  private void seal(long batchMs) throws Exception {
    onDriver(() -> tracker.seal(batchMs, 1_000, () -> log.add("sealed " + batchMs)));
  }

  private void answer(int streamId, long batchMs, Map<String, Long> counts) throws Exception {
    ask(new TrackerMessage.Sealed(streamId, 0, batchMs, counts));
    loop.awaitIdle();
  }

  private void end(int launch) throws InterruptedException {
    engine.launches.get(launch).done.complete(null);
    loop.awaitIdle();
  }

  private void advance(long ms) throws InterruptedException {
    clock.advance(Duration.ofMillis(ms));
    loop.awaitIdle();
  }

  private static TrackerMessage.AddBlock addBlock(int epoch) {
    BlockId id = new BlockId(BlockId.inputNamespace(0), epoch);
    return new TrackerMessage.AddBlock(0, epoch, new ReceivedBlock(0, id, 1, 1, 1, null, null));
  }

  @Test
  void every_receiver_is_launched_once() {
    assertThat(engine.launches)
        .extracting(task -> task.spec.name())
        .containsExactly("sluice-receiver-0", "sluice-receiver-1");
  }

  @Test
  void receivers_that_are_not_registered_are_not_waited_for() throws Exception {
    seal(1_000);
    assertThat(log).containsExactly("sealed 1000");
  }

  @Test
  void a_seal_waits_for_every_receiver() throws Exception {
    register(0, 0);
    register(1, 0);
    seal(1_000);
    assertThat(log).containsExactly("0 Seal[batchTimeMs=1000]", "1 Seal[batchTimeMs=1000]");
    answer(1, 1_000, Map.of());
    assertThat(log).hasSize(2);
    answer(0, 1_000, Map.of());
    assertThat(log).endsWith("sealed 1000").hasSize(3);
  }

  @Test
  void a_seal_does_not_wait_longer_than_its_patience() throws Exception {
    register(0, 0);
    seal(1_000);
    advance(999);
    assertThat(log).doesNotContain("sealed 1000");
    advance(1);
    assertThat(log).endsWith("sealed 1000");
    answer(0, 1_000, Map.of("late", 1L));
    advance(10_000);
    assertThat(log).as("once").containsOnlyOnce("sealed 1000");
    onDriver(() -> assertThat(tracker.takeCounts(0)).containsEntry("late", 1L));
  }

  @Test
  void a_late_answer_is_not_taken_for_that_of_the_next_batch() throws Exception {
    register(0, 0);
    seal(1_000);
    advance(1_000);
    seal(2_000);
    answer(0, 1_000, Map.of());
    assertThat(log).doesNotContain("sealed 2000");
    answer(0, 2_000, Map.of());
    assertThat(log).endsWith("sealed 2000");
  }

  @Test
  void a_receiver_that_dies_while_it_is_sealed_is_not_waited_for() throws Exception {
    register(0, 0);
    seal(1_000);
    end(0);
    assertThat(log).endsWith("sealed 1000");
  }

  @Test
  void counts_add_up_until_they_are_taken() throws Exception {
    register(0, 0);
    answer(0, TrackerMessage.Sealed.AT_END, Map.of("bad", 1L));
    answer(0, TrackerMessage.Sealed.AT_END, Map.of("bad", 2L, "long", 1L));
    onDriver(
        () -> {
          assertThat(tracker.takeCounts(0)).isEqualTo(Map.of("bad", 3L, "long", 1L));
          assertThat(tracker.takeCounts(0)).isEmpty();
          assertThat(tracker.takeCounts(7)).isEmpty();
          log.add("checked");
        });
    assertThat(log).containsExactly("checked");
  }

  @Test
  void a_block_goes_to_the_ledger() throws Exception {
    assertThat(ask(addBlock(0)).accepted()).isTrue();
    onDriver(() -> log.add("blocks " + ledger.waitingBlocks(0).size()));
    assertThat(log).containsExactly("blocks 1");
  }

  @Test
  void a_receiver_that_ended_is_launched_again_and_its_earlier_launch_refused() throws Exception {
    register(0, 0);
    end(0);
    advance(1_999);
    assertThat(engine.launches).hasSize(2);
    advance(1);
    assertThat(engine.launches).hasSize(3);
    TrackerReply early = ask(addBlock(0));
    assertThat(early.accepted()).isFalse();
    assertThat(early.reason()).isEqualTo("stream 0 has no receiver of launch 0");
    assertThat(ask(addBlock(1)).accepted()).isTrue();
  }

  @Test
  void launches_in_a_row_come_later_and_later_until_something_is_stored() throws Exception {
    end(0);
    advance(2_000);
    end(2);
    advance(3_999);
    assertThat(engine.launches).hasSize(3);
    advance(1);
    assertThat(engine.launches).hasSize(4);
    assertThat(ask(addBlock(2)).accepted()).isTrue();
    end(3);
    advance(2_000);
    assertThat(engine.launches).hasSize(5);
  }

  @Test
  void a_stop_tells_every_receiver_and_waits_for_their_ends() throws Exception {
    register(0, 0);
    onDriver(() -> tracker.stop("enough", () -> log.add("stopped")));
    assertThat(log).containsExactly("0 Stop[reason=enough]");
    end(0);
    assertThat(log).hasSize(1);
    onDriver(() -> assertThat(tracker.running()).containsExactly("Stream [1]"));
    end(1);
    assertThat(log).endsWith("stopped").hasSize(2);
    advance(60_000);
    assertThat(engine.launches).as("nothing is launched again").hasSize(2);
  }

  @Test
  void a_receiver_that_registers_while_the_program_stops_is_refused() throws Exception {
    onDriver(() -> tracker.stop("enough", () -> {}));
    TrackerReply reply = ask(new TrackerMessage.Register(0, 0, "NoReceiver", "here"));
    assertThat(reply).isEqualTo(TrackerReply.refuse("the context is stopping"));
  }

  @Test
  void receivers_that_do_not_end_are_interrupted() throws Exception {
    end(0);
    onDriver(tracker::interrupt);
    assertThat(engine.launches.get(0).interrupted).isFalse();
    assertThat(engine.launches.get(1).interrupted).isTrue();
  }

  @Test
  void after_the_driver_every_message_is_refused() throws Exception {
    loop.close(Deadline.in(Duration.ofSeconds(20)));
    assertThat(ask(addBlock(0))).isEqualTo(TrackerReply.refuse("the driver has stopped"));
  }
}
