package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.BlockId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessedAcknowledgementTest {
  private final ReceiverBench bench = new ReceiverBench();
  private final PositionedSource receiver = new PositionedSource(bench.log, false);

  @AfterEach
  void end() throws InterruptedException {
    bench.close();
  }

  private void begin(AckAfter ackAfter) throws InterruptedException {
    bench.settings = bench.settings.with(ackAfter);
    bench.launched = receiver;
    bench.launch();
    bench.expect("register PositionedSource at here", "onStart");
  }

  private void store(String record, int position) throws InterruptedException {
    receiver.store(record, position);
    bench.expect("add [" + record + "] x2");
  }

  private void processed(long... blocks) {
    List<BlockId> ids =
        LongStream.of(blocks).mapToObj(number -> new BlockId("input-3", number)).toList();
    bench.tell(new SupervisorMessage.Processed(ids));
  }

  /** Has the receiver do all that it was told; it logs that nothing came of it. */
  private void expectNothing() throws InterruptedException {
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("sealed 2000 {}");
  }

  @Test
  void a_record_is_acknowledged_once_its_block_is_processed() throws InterruptedException {
    begin(AckAfter.PROCESSED);
    store("a", 1);
    expectNothing();
    processed(1000);
    bench.expect("acknowledge [1]");
  }

  @Test
  void the_order_stays_if_batches_end_out_of_order() throws InterruptedException {
    begin(AckAfter.PROCESSED);
    store("a", 1);
    store("b", 2);
    store("c", 3);
    processed(1001);
    expectNothing();
    processed(1000);
    bench.expect("acknowledge [1, 2]");
    processed(7, 1002);
    bench.expect("acknowledge [3]");
  }

  @Test
  void positions_of_an_attempt_are_forgotten_with_it() throws InterruptedException {
    begin(AckAfter.PROCESSED);
    store("a", 1);
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    processed(1000);
    bench.advanceMs(2000);
    bench.expect("register PositionedSource at here", "onStart");
    store("a", 1);
    expectNothing();
    processed(3000, 1001);
    bench.expect("acknowledge [1]");
  }

  @Test
  void a_receiver_that_takes_no_more_still_acknowledges_before_it_stops() throws Exception {
    begin(AckAfter.PROCESSED);
    store("a", 1);
    store("b", 2);
    bench.tell(new SupervisorMessage.StopTaking());
    bench.expect("sealed -2 {}");
    assertThatThrownBy(() -> receiver.store("c", 3)).isInstanceOf(ReceiverStoppedException.class);
    processed(1000);
    bench.tell(new SupervisorMessage.Stop("ended"));
    bench.expect("acknowledge [1]", "onStop", "deregister ended");
    bench.done.get();
    assertThat(bench.log).as("what was not processed is not acknowledged").isEmpty();
  }

  @Test
  void an_interrupt_ends_an_acknowledgement_that_hangs() throws Exception {
    begin(AckAfter.STORED);
    CountDownLatch hangs = new CountDownLatch(1);
    receiver.beforeAcknowledge =
        () -> {
          hangs.countDown();
          new CountDownLatch(1).await();
        };
    store("a", 1);
    hangs.await();
    receiver.restart("again");
    Thread thread = bench.thread;
    assertThat(thread).isNotNull();
    Threads.awaitWaiting(thread);
    thread.interrupt();
    bench.expect("onStop");
    bench.done.get();
    assertThat(bench.log).doesNotContain("acknowledge [1]");
  }

  @Test
  void a_batch_ends_although_an_acknowledgement_was_interrupted() throws InterruptedException {
    begin(AckAfter.STORED);
    CountDownLatch gate = new CountDownLatch(1);
    receiver.beforeAcknowledge =
        () -> {
          gate.await();
          throw new InterruptedException("by the client");
        };
    store("a", 1);
    bench.tell(new SupervisorMessage.Seal(2000));
    gate.countDown();
    assertThat(List.of(take(), take(), take(), take()))
        .anyMatch(entry -> entry.startsWith("error Cannot acknowledge"))
        .anyMatch(entry -> entry.startsWith("deregister Cannot acknowledge"))
        .contains("onStop", "sealed 2000 {}");
    receiver.beforeAcknowledge = () -> {};
    expectNothing();
  }

  private String take() throws InterruptedException {
    return Threads.take(bench.log);
  }
}
