package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tracker that has no room until it is told; blocks are numbered from 1000, the time. */
class RoomTest {
  private final ReceiverBench bench = new ReceiverBench();
  private final ReceiverBench.Scripted receiver = bench.receiver;
  private final BlockingQueue<String> results = new LinkedBlockingQueue<>();
  private volatile boolean full = true;

  @AfterEach
  void end() throws InterruptedException {
    full = false;
    bench.close();
  }

  private void start(Duration storeTimeout) throws InterruptedException {
    ReceiverSettings settings = bench.settings;
    bench.settings =
        new ReceiverSettings(
            settings.blockInterval(),
            settings.blockQueueSize(),
            settings.maxBlockRecords(),
            0,
            0,
            settings.restartDelay(),
            settings.maxRestartDelay(),
            storeTimeout,
            AckAfter.STORED,
            1 << 20);
    bench.start();
    bench.replies =
        message ->
            full && message instanceof TrackerMessage.AskRoom
                ? TrackerReply.refuse("no room")
                : TrackerReply.accept();
  }

  private void start() throws InterruptedException {
    start(Duration.ofSeconds(20));
  }

  private void admit(long number) {
    bench.tell(
        new SupervisorMessage.Admitted(
            new BlockId(BlockId.inputNamespace(ReceiverBench.STREAM), number)));
  }

  private Thread storing(String record) throws InterruptedException {
    Thread thread =
        Threads.start(
            "storing",
            () -> {
              try {
                receiver.store(List.of(record));
                results.add("stored");
              } catch (RuntimeException failure) {
                results.add(String.valueOf(failure.getMessage()));
              }
            });
    return thread;
  }

  @Test
  void a_block_is_stored_once_there_is_room() throws InterruptedException {
    start();
    Thread thread = storing("a");
    bench.expect("ask 1000");
    Threads.awaitWaiting(thread);
    assertThat(bench.blocks.stored).isEmpty();
    admit(1000);
    bench.expect("add [a] x2");
    assertThat(Threads.take(results)).isEqualTo("stored");
  }

  @Test
  void waiting_for_room_is_not_limited_by_the_timeout_of_storing() throws InterruptedException {
    start(Duration.ofMillis(1));
    Thread thread = storing("a");
    bench.expect("ask 1000");
    Threads.awaitWaiting(thread);
    Thread other = storing("b");
    bench.expect("ask 1001");
    admit(1001);
    bench.expect("add [b] x2");
    Threads.join(other);
    assertThat(thread.isAlive()).isTrue();
    admit(1000);
    bench.expect("add [a] x2");
  }

  @Test
  void an_interrupt_ends_the_waiting_and_gives_the_room_back() throws InterruptedException {
    start();
    Thread thread = storing("a");
    bench.expect("ask 1000");
    Threads.awaitWaiting(thread);
    thread.interrupt();
    bench.expect("give back 1000");
    assertThat(Threads.take(results))
        .isEqualTo("Cannot store block input-3-1000 of stream 3: interrupted while it was stored");
  }

  @Test
  void a_block_that_cannot_be_stored_gives_its_room_back() throws InterruptedException {
    start();
    full = false;
    bench.blocks.nextFailure = "no space";
    Thread unused = storing("a");
    bench.expect("ask 1000", "give back 1000");
    assertThat(Threads.take(results)).endsWith("no space");
  }

  @Test
  void ends_of_batches_are_answered_while_a_block_waits() throws InterruptedException {
    start();
    receiver.store("a");
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("ask 1000", "sealed 2000 {}");
    receiver.store("b");
    bench.tell(new SupervisorMessage.Seal(3000));
    bench.expect("sealed 3000 {}");
    bench.advanceMs(500);
    full = false;
    admit(1000);
    bench.expect("add [a] x2");
    bench.tell(new SupervisorMessage.Seal(4000));
    assertThat(List.of(Threads.take(bench.log), Threads.take(bench.log), Threads.take(bench.log)))
        .as("what was not held any more comes before the end of its batch")
        .element(1)
        .isEqualTo("add [b] x2");
  }

  @Test
  void the_last_end_waits_for_what_waits() throws InterruptedException {
    start();
    receiver.store("a");
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("ask 1000", "sealed 2000 {}");
    bench.tell(new SupervisorMessage.StopTaking());
    full = false;
    assertThat(bench.log).isEmpty();
    admit(1000);
    bench.expect("add [a] x2", "sealed -2 {}");
  }

  @Test
  void blocks_that_a_listener_of_its_own_stores_wait_too() throws InterruptedException {
    start();
    BlockGenerator<String> generator = receiver.generator(ReceiverBench.storing(receiver));
    generator.start();
    generator.addData("a");
    bench.tell(new SupervisorMessage.Seal(2000));
    bench.expect("ask 1001", "sealed 2000 {}");
    admit(1001);
    bench.expect("add [a] x2 with custom");
  }

  @Test
  void a_halt_ends_all_waiting() throws InterruptedException {
    start();
    Thread thread = storing("a");
    bench.expect("ask 1000");
    receiver.stop = () -> Threads.join(thread);
    Thread launched = bench.thread;
    assertThat(launched).isNotNull();
    launched.interrupt();
    Threads.join(launched);
    assertThat(Threads.take(results)).isEqualTo("stored");
  }
}
