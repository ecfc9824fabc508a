package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockGeneratorTest {
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
  void a_block_is_closed_when_its_interval_ends_and_bears_the_time_it_began() {
    generator.start();
    generator.addData(1);
    generator.addData(2);
    clock.advance(INTERVAL);
    generator.addData(3);
    clock.advance(INTERVAL);
    assertThat(listener.log)
        .containsExactly("generate 1000", "push 1000 [1, 2]", "generate 1100", "push 1100 [3]");
  }

  @Test
  void an_interval_without_records_makes_no_block() {
    generator.start();
    clock.advance(INTERVAL.multipliedBy(5));
    assertThat(listener.log).isEmpty();
  }

  @Test
  void only_the_calls_that_say_so_call_back() {
    generator.start();
    generator.addData(1);
    generator.addDataWithCallback(2, "two");
    generator.addMultipleDataWithCallback(List.of(3, 4).iterator(), "more");
    clock.advance(INTERVAL);
    assertThat(listener.log)
        .containsExactly(
            "add [2] two", "add [3, 4] more", "generate 1000", "push 1000 [1, 2, 3, 4]");
  }

  @Test
  void records_added_together_stay_together() {
    BlockGenerator<Integer> small = generator(10, 3);
    small.start();
    small.addData(1);
    small.addMultipleDataWithCallback(IntStream.range(2, 8).iterator(), null);
    small.addData(8);
    small.stop();
    assertThat(listener.pushed).containsExactly(List.of(1, 2, 3, 4, 5, 6, 7), List.of(8));
  }

  @Test
  void an_iterator_that_fails_adds_nothing() {
    generator.start();
    List<Integer> broken = new ArrayList<>(List.of(1, 2));
    Iterator<Integer> records =
        broken.stream()
            .map(
                n -> {
                  if (n == 2) {
                    throw new IllegalArgumentException("broken record");
                  }
                  return n;
                })
            .iterator();
    assertThatThrownBy(() -> generator.addMultipleDataWithCallback(records, null))
        .hasMessage("broken record");
    generator.stop();
    assertThat(listener.log).isEmpty();
  }

  @Test
  void a_block_with_very_many_records_is_closed_early() {
    BlockGenerator<Integer> small = generator(10, 2);
    small.start();
    IntStream.range(0, 5).forEach(small::addData);
    small.stop();
    assertThat(listener.pushed).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
  }

  @Test
  void nothing_can_be_added_before_start_or_after_stop() {
    assertThatThrownBy(() -> generator.addData(1))
        .isInstanceOf(ReceiverStoppedException.class)
        .hasMessage(
            "Cannot add to a block of stream 7: its block generator is not running, "
                + "found it not started");
    generator.start();
    assertThat(generator.isActive()).isTrue();
    generator.stop();
    assertThat(generator.isActive()).isFalse();
    assertThatThrownBy(() -> generator.addData(1))
        .isInstanceOf(ReceiverStoppedException.class)
        .hasMessageEndingWith("found it stopped");
    assertThatThrownBy(() -> generator.addDataWithCallback(1, null))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> generator.addMultipleDataWithCallback(List.of(1).iterator(), null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void it_starts_once() {
    generator.start();
    assertThatThrownBy(generator::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it was started before");
    generator.stop();
    assertThatThrownBy(generator::start).hasMessageContaining("it was stopped before");
  }

  @Test
  void stop_pushes_everything_that_was_added_and_may_be_called_again() {
    generator.start();
    generator.addData(1);
    clock.advance(INTERVAL);
    generator.addData(2);
    generator.stop();
    generator.stop();
    assertThat(listener.pushed).containsExactly(List.of(1), List.of(2));
    assertThat(generator.hasEnded()).isTrue();
  }

  @Test
  void stop_without_start_is_fine() {
    generator.stop();
    assertThat(generator.hasEnded()).isTrue();
  }

  @Test
  void a_push_that_fails_is_reported_and_the_next_block_is_pushed() {
    generator.start();
    listener.pushFailure = new AssertionError("disk full");
    generator.addData(1);
    clock.advance(INTERVAL);
    generator.addData(2);
    clock.advance(INTERVAL);
    assertThat(listener.errors)
        .containsExactly("Cannot push block input-7-1000 of stream 7: disk full");
    assertThat(listener.pushed).containsExactly(List.of(2));
  }

  @Test
  void a_listener_that_fails_at_a_block_gets_the_error_and_the_block() {
    generator.start();
    listener.generateFailure = new IllegalStateException("no offsets");
    generator.addData(1);
    clock.advance(INTERVAL);
    assertThat(listener.errors)
        .containsExactly("Cannot announce block input-7-1000 of stream 7: no offsets");
    assertThat(listener.pushed).containsExactly(List.of(1));
  }

  @Test
  void a_seal_closes_the_block_and_answers_when_it_is_pushed() throws InterruptedException {
    generator.start();
    generator.addData(1);
    BlockingQueue<List<List<Integer>>> answers = new LinkedBlockingQueue<>();
    generator.seal(() -> answers.add(List.copyOf(listener.pushed)));
    assertThat(Threads.take(answers)).containsExactly(List.of(1));
  }

  @Test
  void a_seal_of_a_generator_that_does_not_run_answers_at_once() {
    List<String> answers = new ArrayList<>();
    generator.seal(() -> answers.add("before start"));
    generator.start();
    generator.stop();
    generator.seal(() -> answers.add("after stop"));
    assertThat(answers).containsExactly("before start", "after stop");
  }

  @Test
  void the_listener_may_stop_the_generator() {
    generator.start();
    listener.onPush = generator::stop;
    generator.addData(1);
    clock.advance(INTERVAL);
    generator.stop();
    assertThat(listener.pushed).containsExactly(List.of(1));
  }
}
