package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverStoreTest {
  private final ReceiverBench bench = new ReceiverBench();
  private final ReceiverBench.Scripted receiver = bench.receiver;

  @BeforeEach
  void begin() throws InterruptedException {
    bench.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    bench.close();
  }

  @Test
  void single_records_become_a_block_when_the_interval_ends() {
    receiver.store("a");
    receiver.store("b");
    assertThat(bench.log).isEmpty();
    bench.advanceMs(100);
    assertThat(bench.log).containsExactly("add [a, b] x2");
  }

  @Test
  void a_list_is_stored_and_known_to_the_tracker_when_the_call_returns() {
    List<String> records = new ArrayList<>(List.of("a", "b"));
    receiver.store(records);
    assertThat(bench.log).containsExactly("add [a, b] x2");
    records.clear();
    assertThat(bench.blocks.stored.values()).containsExactly(List.of("a", "b"));
  }

  @Test
  void an_iterator_is_stored_like_a_list() {
    receiver.store(List.of("a", "b").iterator());
    assertThat(bench.log).containsExactly("add [a, b] x2");
  }

  @Test
  void metadata_are_kept_with_the_block() {
    receiver.store(List.of("a"), "offset 1");
    receiver.store(List.of("b").iterator(), "offset 2");
    assertThat(bench.log).containsExactly("add [a] x2 with offset 1", "add [b] x2 with offset 2");
  }

  @Test
  void bytes_are_copied_and_their_records_not_counted() {
    List<ReceivedBlock> added = new ArrayList<>();
    bench.replies =
        message -> {
          added.add(((TrackerMessage.AddBlock) message).block());
          return TrackerReply.accept();
        };
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1);
    receiver.store(bytes, "offset 3");
    bytes.put(1, (byte) 9);
    assertThat(bytes.position()).isEqualTo(1);
    assertThat(added.get(0).records()).isEmpty();
    assertThat(added.get(0).bytes()).isEqualTo(3);
    assertThat(bench.blocks.stored.values())
        .containsExactly(List.of(ByteBuffer.wrap(new byte[] {2, 3, 4})));
  }

  @Test
  void no_records_make_no_block() {
    receiver.store(List.of());
    assertThat(bench.log).isEmpty();
  }

  @Test
  void a_block_that_the_tracker_refuses_is_removed_and_fails_the_call() {
    bench.replies = message -> TrackerReply.refuse("epoch 0 was replaced by 1");
    assertThatThrownBy(() -> receiver.store(List.of("a")))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "Cannot store block input-3-1000 of stream 3: the receiver tracker refused it, "
                + "found epoch 0 was replaced by 1");
    assertThat(bench.blocks.stored).isEmpty();
  }

  @Test
  void a_block_whose_reply_does_not_come_stays_because_the_ledger_may_have_it() {
    bench.replies =
        message -> {
          throw new IllegalStateException("log broken");
        };
    assertThatThrownBy(() -> receiver.store(List.of("a"))).isInstanceOf(StoreException.class);
    assertThat(bench.blocks.stored.values()).containsExactly(List.of("a"));
  }

  @Test
  void a_block_that_the_store_does_not_take_fails_the_call() {
    bench.blocks.nextFailure = "no room";
    assertThatThrownBy(() -> receiver.store(List.of("a")))
        .isInstanceOf(StoreException.class)
        .hasMessage("Cannot store block input-3-1000 of stream 3: no room");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void an_interrupt_while_the_ledger_is_waited_for_fails_the_call_and_stays_set() {
    Thread.currentThread().interrupt();
    bench.blocks.gate = new CountDownLatch(1);
    assertThatThrownBy(() -> receiver.store(List.of("a"))).isInstanceOf(StoreException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_buffered_block_that_cannot_be_stored_is_reported_and_counted_and_the_next_is_stored()
      throws InterruptedException {
    bench.blocks.nextFailure = "no room";
    receiver.store("a");
    bench.advanceMs(100);
    bench.expect(
        "error Cannot push block input-3-1000 of stream 3: "
            + "dev.sluice.receiver.StoreException: "
            + "Cannot store block input-3-1000 of stream 3: no room");
    receiver.store("b");
    bench.tell(new SupervisorMessage.Seal(1100));
    bench.expect("add [b] x2", "sealed 1100 {records lost because a block could not be stored=1}");
  }

  @Test
  void block_numbers_rise_whichever_way_a_block_is_stored() {
    receiver.store(List.of("a"));
    receiver.store("b");
    bench.advanceMs(100);
    receiver.store(List.of("c"));
    receiver.store("d");
    bench.advanceMs(100);
    assertThat(bench.blocks.stored.keySet()).containsExactly(1000L, 1001L, 1002L, 1100L);
    assertThat(bench.log).containsExactly("add [a] x2", "add [b] x2", "add [c] x2", "add [d] x2");
  }

  @Test
  void a_seal_is_answered_when_everything_before_it_is_added() throws InterruptedException {
    receiver.store("a");
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("add [a] x2", "sealed 2000 {}");
    bench.tell(new SupervisorMessage.Seal(3000));
    bench.expect("sealed 3000 {}");
  }

  @Test
  void a_seal_does_not_hold_up_its_sender_when_the_store_hangs() throws InterruptedException {
    bench.blocks.gate = new CountDownLatch(1);
    receiver.store("a");
    bench.tell(new SupervisorMessage.Seal(2000));
    Threads.take(bench.blocks.puts);
    receiver.store("b");
    bench.tell(new SupervisorMessage.Seal(3000));
    assertThat(bench.log).isEmpty();
    bench.blocks.gate.countDown();
    bench.expect("add [a] x2", "sealed 2000 {}", "add [b] x2", "sealed 3000 {}");
  }

  @Test
  void a_seal_is_answered_while_the_receiver_waits_for_a_restart() throws InterruptedException {
    receiver.store("a");
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("add [a] x2", "sealed 2000 {}");
  }

  @Test
  void counts_are_summed_and_sent_once() throws Exception {
    receiver.countFor("lines too long", 2);
    receiver.countFor("lines too long", 3);
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("sealed 2000 {lines too long=5}");
    bench.tell(new SupervisorMessage.Seal(3000));
    bench.expect("sealed 3000 {}");
    receiver.countFor("lines too long", 1);
    receiver.stop("ended");
    bench.done.get();
    bench.expect("onStop", "sealed -1 {lines too long=1}", "deregister ended");
    assertThatThrownBy(() -> receiver.countFor("lines too long", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_generator_of_the_receiver_s_own_is_sealed_too() throws InterruptedException {
    BlockGenerator<String> generator = receiver.generator(ReceiverBench.storing(receiver));
    generator.start();
    generator.addDataWithCallback("a", null);
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("add [a] x2 with custom", "sealed 2000 {}");
  }

  @Test
  void a_generator_of_the_receiver_s_own_is_drained_at_the_end() throws Exception {
    BlockGenerator<String> generator = receiver.generator(ReceiverBench.storing(receiver));
    generator.start();
    generator.addData("a");
    receiver.stop("ended");
    bench.done.get();
    bench.expect("onStop", "add [a] x2 with custom", "deregister ended");
    assertThatThrownBy(() -> receiver.generator(ReceiverBench.storing(receiver)))
        .isInstanceOf(ReceiverStoppedException.class);
  }

  @Test
  void a_generator_that_the_receiver_stops_is_drained_before_it_deregisters()
      throws InterruptedException {
    BlockGenerator<String> generator = receiver.generator(ReceiverBench.storing(receiver));
    generator.start();
    generator.addData("a");
    receiver.stop = generator::stop;
    receiver.restart("again");
    bench.expect("onStop", "add [a] x2 with custom", "deregister again");
  }

  @Test
  void rate_updates_reach_every_generator_also_later_ones() {
    BlockGenerator<String> early = receiver.generator(ReceiverBench.storing(receiver));
    assertThat(early.currentLimit()).isEqualTo(Long.MAX_VALUE);
    bench.tell(new SupervisorMessage.UpdateRate(105));
    BlockGenerator<String> late = receiver.generator(ReceiverBench.storing(receiver));
    assertThat(early.currentLimit()).isEqualTo(105);
    assertThat(late.currentLimit()).isEqualTo(105);
  }

  @Test
  void a_message_that_cannot_be_read_fails_its_sender() {
    assertThat(bench.control.ask(SupervisorMessage.mailbox(3, 0), new byte[] {1, 99}))
        .isCompletedExceptionally();
  }

  @Test
  void settings_out_of_range_are_refused() {
    ReceiverSettings fine = ReceiverSettings.DEFAULTS;
    assertThatThrownBy(
            () ->
                new ReceiverSettings(
                    Duration.ZERO,
                    fine.blockQueueSize(),
                    fine.maxBlockRecords(),
                    fine.maxRate(),
                    fine.initialRate(),
                    fine.restartDelay(),
                    fine.maxRestartDelay(),
                    fine.blockStoreTimeout()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot configure receivers: blockInterval is out of range, "
                + "found PT0S, expected at least 1 ms");
  }
}
