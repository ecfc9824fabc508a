package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockGeneratorLimitsTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final ManualClock clock = new ManualClock(1000);
  private final Recorder listener = new Recorder();
  private final BlockGenerator<Integer> generator = generator(10, 1000);

  @AfterEach
  void end() {
    generator.abort();
    assertThat(Threads.named("sluice-blocks-7")).isEmpty();
  }

  private BlockGenerator<Integer> generator(int blockQueueSize, int maxBlockRecords) {
    ReceiverSettings settings =
        new ReceiverSettings(
            INTERVAL,
            blockQueueSize,
            maxBlockRecords,
            0,
            0,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    BlockGenerator<Integer> made =
        new BlockGenerator<>(
            7,
            "sluice-blocks-7",
            BlockPace.INTERVAL,
            settings,
            clock,
            new BlockNumbers("input-7", 0, clock.millis()),
            new RateLimiter(0, 0, NanoTime.SYSTEM),
            record -> 8,
            listener);
    clock.join(made::awaitPushed);
    return made;
  }

  @Test
  void a_seal_while_the_queue_is_full_answers_when_the_open_block_is_pushed_too()
      throws InterruptedException {
    BlockGenerator<Integer> small = generator(1, 2);
    CountDownLatch gate = listener.closeGate();
    small.start();
    fill(small);
    small.addData(4);
    BlockingQueue<List<List<Integer>>> answers = new LinkedBlockingQueue<>();
    small.seal(() -> answers.add(List.copyOf(listener.pushed)));
    assertThat(answers).isEmpty();
    gate.countDown();
    assertThat(Threads.take(answers)).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    small.stop();
  }

  @Test
  void adders_wait_when_too_many_blocks_wait() throws InterruptedException {
    BlockGenerator<Integer> small = generator(1, 2);
    CountDownLatch gate = listener.closeGate();
    small.start();
    fill(small);
    List<Integer> added = new CopyOnWriteArrayList<>();
    Thread adder =
        Threads.start(
            "adder",
            () ->
                IntStream.range(4, 20)
                    .forEach(
                        n -> {
                          small.addData(n);
                          added.add(n);
                        }));
    Threads.awaitWaiting(adder);
    assertThat(added).containsExactly(4, 5);
    gate.countDown();
    Threads.join(adder);
    small.stop();
    assertThat(listener.pushed.stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void the_clock_goes_on_when_too_many_blocks_wait() throws InterruptedException {
    BlockGenerator<Integer> small = generator(1, 2);
    CountDownLatch gate = listener.closeGate();
    small.start();
    fill(small);
    small.addData(4);
    Thread mover = Threads.start("mover", () -> clock.advance(INTERVAL));
    gate.countDown();
    Threads.join(mover);
    assertThat(listener.pushed).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    small.stop();
  }

  @Test
  void stop_wakes_waiting_adders_and_pushes_what_was_added() throws Exception {
    BlockGenerator<Integer> small = generator(1, 2);
    CountDownLatch gate = listener.closeGate();
    small.start();
    fill(small);
    small.addData(4);
    small.addData(5);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread adder = Threads.start("adder", () -> thrown.complete(failureOf(small)));
    Threads.awaitWaiting(adder);
    Thread stopper = Threads.start("stopper", small::stop);
    assertThat(thrown.get()).isInstanceOf(ReceiverStoppedException.class);
    gate.countDown();
    Threads.join(stopper);
    assertThat(listener.pushed).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4, 5));
  }

  @Test
  void an_interrupt_wakes_a_waiting_adder_and_stays_set() throws Exception {
    BlockGenerator<Integer> small = generator(1, 2);
    CountDownLatch gate = listener.closeGate();
    small.start();
    fill(small);
    small.addData(4);
    small.addData(5);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread adder =
        Threads.start(
            "adder",
            () -> {
              Throwable failure = failureOf(small);
              interrupted.complete(
                  failure instanceof ReceiverStoppedException
                      && Thread.currentThread().isInterrupted());
            });
    Threads.awaitWaiting(adder);
    adder.interrupt();
    assertThat(interrupted.get()).isTrue();
    gate.countDown();
    small.stop();
  }

  @Test
  void an_interrupt_of_the_pushing_thread_ends_the_generator() throws Exception {
    CountDownLatch gate = listener.closeGate();
    generator.start();
    generator.addData(1);
    generator.seal(() -> listener.log.add("sealed"));
    Threads.take(listener.pushing).interrupt();
    generator.stop();
    assertThat(listener.errors).containsExactly("Cannot push block input-7-1000 of stream 7: null");
    assertThat(listener.log).as("no batch waits for it").contains("sealed");
    assertThat(gate.getCount()).isOne();
  }

  @Test
  void abort_drops_what_is_buffered_and_ends_the_thread() throws InterruptedException {
    listener.closeGate();
    generator.start();
    generator.addData(1);
    generator.seal(() -> {});
    Threads.take(listener.pushing);
    generator.addData(2);
    generator.abort();
    assertThat(listener.pushed).isEmpty();
    assertThat(generator.hasEnded()).isTrue();
  }

  /** Has one block of two at the closed gate and another in the queue. */
  private void fill(BlockGenerator<Integer> small) throws InterruptedException {
    small.addData(0);
    small.addData(1);
    Threads.take(listener.pushing);
    small.addData(2);
    small.addData(3);
  }

  private static @Nullable Throwable failureOf(BlockGenerator<Integer> generator) {
    try {
      generator.addData(6);
      return null;
    } catch (RuntimeException failure) {
      return failure;
    }
  }
}
