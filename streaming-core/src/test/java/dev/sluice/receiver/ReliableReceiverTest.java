package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.LogPosition;
import dev.sluice.rdd.StorageLevel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReliableReceiverTest {
  private static final String NO_ROOM =
      "Cannot store what the receiver of stream 3 received: dev.sluice.receiver.StoreException: "
          + "Cannot store block input-3-1000 of stream 3: no room";

  private final ReceiverBench bench = new ReceiverBench();
  private final Source receiver = new Source(bench.log);

  @AfterEach
  void end() throws InterruptedException {
    bench.close();
  }

  private void begin() throws InterruptedException {
    bench.launched = receiver;
    bench.launch();
    bench.expect("register Source at here", "onStart");
  }

  /** Stores a record and waits until it is on its way to the block store, where it stays. */
  private CountDownLatch holdUp(String record, int position) throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    bench.blocks.gate = gate;
    receiver.store(record, position);
    assertThat(Threads.take(bench.blocks.puts)).isNotNull();
    return gate;
  }

  private void startAgain() throws InterruptedException {
    bench.advanceMs(2000);
    bench.expect("register Source at here", "onStart");
  }

  @Test
  void a_record_is_stored_and_acknowledged_without_waiting_for_the_block_interval()
      throws InterruptedException {
    begin();
    receiver.store("a", 1);
    bench.expect("add [a] x2", "acknowledge [1]");
    receiver.store("b", 2);
    bench.expect("add [b] x2", "acknowledge [2]");
  }

  @Test
  void what_comes_while_a_block_is_stored_is_the_next_block() throws InterruptedException {
    begin();
    CountDownLatch gate = holdUp("a", 1);
    receiver.store("b", 2);
    receiver.store("c", 3);
    gate.countDown();
    bench.expect("add [a] x2", "acknowledge [1]", "add [b, c] x2", "acknowledge [2, 3]");
  }

  @Test
  void the_clock_waits_until_all_is_acknowledged() throws InterruptedException {
    begin();
    receiver.store("a", 1);
    bench.advanceMs(1);
    assertThat(bench.log).containsExactly("add [a] x2", "acknowledge [1]");
  }

  @Test
  void nothing_is_acknowledged_before_it_is_logged() throws InterruptedException {
    HandDrivenLog log = new HandDrivenLog();
    bench.logs = log;
    begin();
    receiver.store("a", 1);
    CompletableFuture<LogPosition> first = Threads.take(log.appends);
    receiver.store("b", 2);
    assertThat(bench.log).isEmpty();
    first.complete(new LogPosition(1, 64, 9));
    assertThat(Threads.take(bench.log)).startsWith("add ");
    bench.expect("acknowledge [1]");
    CompletableFuture<LogPosition> second = Threads.take(log.appends);
    assertThat(bench.log).isEmpty();
    second.complete(new LogPosition(1, 99, 9));
    assertThat(Threads.take(bench.log)).startsWith("add ");
    bench.expect("acknowledge [2]");
  }

  @Test
  void what_cannot_be_logged_is_not_acknowledged() throws InterruptedException {
    HandDrivenLog log = new HandDrivenLog();
    bench.logs = log;
    begin();
    receiver.store("a", 1);
    Threads.take(log.appends).completeExceptionally(new IOException("no space"));
    assertThat(Threads.take(bench.log)).startsWith("error ").contains("no space");
    bench.expect("onStop");
    assertThat(Threads.take(bench.log)).startsWith("deregister ").contains("no space");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void nothing_is_acknowledged_before_the_ledger_has_it() throws InterruptedException {
    begin();
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    CountDownLatch answer = new CountDownLatch(1);
    bench.replies =
        message -> {
          asked.add("asked");
          try {
            answer.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return TrackerReply.accept();
        };
    receiver.store("a", 1);
    assertThat(Threads.take(asked)).isEqualTo("asked");
    assertThat(bench.log).isEmpty();
    answer.countDown();
    bench.expect("add [a] x2", "acknowledge [1]");
  }

  @Test
  void a_store_that_fails_ends_the_attempt_and_nothing_of_it_is_acknowledged()
      throws InterruptedException {
    begin();
    CountDownLatch gate = holdUp("a", 1);
    receiver.store("b", 2);
    bench.blocks.nextFailure = "no room";
    gate.countDown();
    bench.expect("error " + NO_ROOM, "onStop", "deregister " + NO_ROOM);
    assertThatThrownBy(() -> receiver.store("c", 3)).isInstanceOf(ReceiverStoppedException.class);
    startAgain();
    receiver.store("a", 1);
    bench.expect("add [a] x2", "acknowledge [1]");
  }

  @Test
  void a_restart_before_it_is_durable_leaves_it_to_the_source() throws InterruptedException {
    begin();
    CountDownLatch gate = holdUp("a", 1);
    receiver.store("b", 2);
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    gate.countDown();
    bench.expect("add [a] x2");
    startAgain();
    receiver.store("a", 1);
    bench.expect("add [a] x2", "acknowledge [1]");
  }

  @Test
  void a_batch_ends_although_what_it_waited_for_was_dropped() throws InterruptedException {
    begin();
    CountDownLatch gate = holdUp("a", 1);
    receiver.store("b", 2);
    bench.tell(new SupervisorMessage.Seal(2000));
    receiver.restart("again");
    bench.expect("onStop", "deregister again");
    gate.countDown();
    bench.expect("add [a] x2", "sealed 2000 {}");
    bench.tell(new SupervisorMessage.Seal(3000));
    bench.expect("sealed 3000 {}");
  }

  @Test
  void an_acknowledgement_that_fails_is_reported_and_the_receiver_starts_again()
      throws InterruptedException {
    begin();
    receiver.failure = new IOException("connection lost");
    receiver.store("a", 1);
    String why =
        "Cannot acknowledge what the receiver of stream 3 stored: "
            + "java.io.IOException: connection lost";
    bench.expect("add [a] x2", "error " + why, "onStop", "deregister " + why);
    startAgain();
    receiver.store("a", 1);
    bench.expect("add [a] x2", "acknowledge [1]");
  }

  @Test
  void a_stop_for_good_has_all_stored_and_acknowledged_first() throws Exception {
    begin();
    CountDownLatch gate = holdUp("a", 1);
    receiver.store("b", 2);
    receiver.stop("ended");
    gate.countDown();
    bench.expect("add [a] x2", "acknowledge [1]", "add [b] x2", "acknowledge [2]");
    bench.expect("onStop", "deregister ended");
    bench.done.get();
    assertThatThrownBy(() -> receiver.store("c", 3)).isInstanceOf(ReceiverStoppedException.class);
  }

  @Test
  void a_receiver_that_was_not_started_stores_nothing() {
    assertThatThrownBy(() -> receiver.store("a", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not started");
  }

  /** Logs its calls. */
  private static final class Source extends ReliableReceiver<String, Integer> {
    private static final long serialVersionUID = 1L;

    private final transient BlockingQueue<String> log;
    private transient volatile @Nullable Exception failure;

    Source(BlockingQueue<String> log) {
      super(StorageLevel.MEMORY_AND_DISK_SER_2);
      this.log = log;
    }

    @Override
    public void onStart() {
      log.add("onStart");
    }

    @Override
    public void onStop() {
      log.add("onStop");
    }

    @Override
    protected void acknowledge(List<Integer> positions) throws Exception {
      Exception thrown = failure;
      if (thrown != null) {
        failure = null;
        throw thrown;
      }
      log.add("acknowledge " + positions);
    }
  }

  /** A log whose appends complete when the test says so. */
  @SuppressWarnings("serial") // of this process only
  private static final class HandDrivenLog implements ReceivedLogs, ReceivedLogs.Writer {
    private final transient BlockingQueue<CompletableFuture<LogPosition>> appends =
        new LinkedBlockingQueue<>();

    @Override
    public long run() {
      return 3;
    }

    @Override
    public Writer open(int streamId) {
      return this;
    }

    @Override
    public CompletableFuture<LogPosition> append(ByteBuffer block) {
      CompletableFuture<LogPosition> durable = new CompletableFuture<>();
      appends.add(durable);
      return durable;
    }

    @Override
    public void settle(LogPosition position) {}

    @Override
    public ByteBuffer read(int streamId, LogPosition position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteBefore(int streamId, long file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
