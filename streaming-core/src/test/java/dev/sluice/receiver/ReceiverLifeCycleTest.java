package dev.sluice.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.rdd.StorageLevel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverLifeCycleTest {
  private final ReceiverBench bench = new ReceiverBench();
  private final ReceiverBench.Scripted receiver = bench.receiver;

  @AfterEach
  void end() throws InterruptedException {
    bench.close();
  }

  @Test
  void a_receiver_must_keep_its_blocks() {
    assertThatThrownBy(
            () ->
                new Receiver<String>(StorageLevel.NONE) {
                  private static final long serialVersionUID = 1L;

                  @Override
                  public void onStart() {}

                  @Override
                  public void onStop() {}
                })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot create a receiver: its blocks must be kept");
  }

  @Test
  void before_it_is_started_a_receiver_has_no_stream_and_stores_nothing() {
    assertThat(receiver.streamId()).isEqualTo(-1);
    assertThat(receiver.isStarted()).isFalse();
    assertThat(receiver.isStopped()).isFalse();
    assertThat(receiver.preferredLocation()).isEmpty();
    assertThatThrownBy(() -> receiver.store("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("it was not started");
  }

  @Test
  void it_registers_before_it_starts_and_runs_on_a_thread_named_after_the_stream()
      throws InterruptedException {
    receiver.start = () -> bench.log.add("on " + Thread.currentThread().getName());
    bench.start();
    bench.expect("on sluice-receiver-3");
    assertThat(receiver.streamId()).isEqualTo(3);
    assertThat(receiver.isStarted()).isTrue();
    assertThat(receiver.isStopped()).isFalse();
  }

  @Test
  void a_refused_receiver_never_starts_and_its_task_ends_quietly() throws Exception {
    bench.replies = message -> TrackerReply.refuse("the program ends");
    bench.launch();
    bench.done.get();
    assertThat(bench.log).containsExactly("register Scripted at here");
    assertThat(receiver.isStopped()).isTrue();
  }

  @Test
  void a_tracker_that_is_not_there_fails_the_task() {
    bench.control.mailboxes.remove(TrackerMessage.MAILBOX);
    bench.launch();
    assertThatThrownBy(bench.done::get)
        .hasRootCauseMessage("no mailbox receiver-tracker")
        .hasMessageContaining("Cannot register for stream 3, epoch 0");
    bench.control.open(TrackerMessage.MAILBOX, bytes -> null);
  }

  @Test
  void a_tracker_that_does_not_reply_in_time_fails_the_task() {
    bench.control.mailboxes.put(TrackerMessage.MAILBOX, bytes -> new CompletableFuture<>());
    ReceiverSettings patient = ReceiverSettings.DEFAULTS;
    bench.settings =
        new ReceiverSettings(
            patient.blockInterval(),
            patient.blockQueueSize(),
            patient.maxBlockRecords(),
            patient.maxRate(),
            patient.initialRate(),
            patient.restartDelay(),
            patient.maxRestartDelay(),
            Duration.ofMillis(1));
    bench.launch();
    assertThatThrownBy(bench.done::get)
        .hasRootCauseInstanceOf(TimeoutException.class)
        .hasMessageContaining("the receiver tracker did not reply within PT0.001S");
  }

  @Test
  void a_receiver_cannot_run_twice_at_once() throws Exception {
    bench.start();
    ReceiverTask second = new ReceiverTask(receiver, 4, 0, bench.settings);
    assertThatThrownBy(() -> second.run(bench))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot start the receiver of stream 4: it is running for stream 3");
  }

  @Test
  void stop_stores_what_is_buffered_then_deregisters_and_ends() throws Exception {
    bench.start();
    receiver.store("a");
    receiver.store("b");
    receiver.stop = () -> receiver.store("last");
    receiver.stop("source ended");
    assertThat(receiver.isStopped()).isTrue();
    assertThat(receiver.isStarted()).isFalse();
    bench.done.get();
    bench.expect("onStop", "add [a, b, last] x2", "deregister source ended");
    assertThatThrownBy(() -> receiver.store("c"))
        .isInstanceOf(ReceiverStoppedException.class)
        .hasMessageContaining("stream 3");
    assertThatThrownBy(() -> receiver.store(List.of("c")))
        .isInstanceOf(ReceiverStoppedException.class)
        .hasMessage("Cannot store a block: the receiver of stream 3 has stopped");
  }

  @Test
  void stop_with_an_error_fails_the_task_with_it() throws InterruptedException {
    bench.start();
    IllegalStateException error = new IllegalStateException("licence expired");
    receiver.stop("gave up", error);
    receiver.stop("again");
    assertThatThrownBy(bench.done::get).isInstanceOf(ExecutionException.class).hasCause(error);
    bench.expect("onStop", "deregister gave up: java.lang.IllegalStateException: licence expired");
    assertThat(bench.log).isEmpty();
  }

  @Test
  void the_tracker_can_stop_a_receiver() throws Exception {
    bench.start();
    bench.tell(new SupervisorMessage.Stop("the program ends"));
    bench.done.get();
    bench.expect("onStop", "deregister the program ends");
  }

  @Test
  void a_stopped_receiver_can_be_launched_again() throws Exception {
    bench.start();
    receiver.stop("ended");
    bench.done.get();
    bench.expect("onStop", "deregister ended");
    Threads.join(bench.thread);
    bench.start();
    assertThat(receiver.isStarted()).isTrue();
  }

  @Test
  void an_interrupt_stops_the_receiver_drops_what_is_buffered_and_stays_set() throws Exception {
    bench.start();
    receiver.store("a");
    bench.thread.interrupt();
    assertThat(bench.interruptedAtEnd.get()).isTrue();
    bench.expect("onStop", "deregister The receiver's task was interrupted");
    assertThat(bench.log).isEmpty();
    assertThat(bench.blocks.stored).isEmpty();
  }

  @Test
  void an_interrupt_ends_a_start_that_hangs() throws Exception {
    receiver.start = () -> new CountDownLatch(1).await();
    bench.start();
    bench.thread.interrupt();
    assertThat(bench.interruptedAtEnd.get()).isTrue();
    bench.expect("onStop", "deregister The receiver's task was interrupted");
  }

  @Test
  void an_interrupt_ends_a_drain_that_hangs() throws Exception {
    bench.blocks.gate = new CountDownLatch(1);
    bench.start();
    receiver.store("a");
    receiver.stop("ended");
    Threads.take(bench.blocks.puts);
    Threads.awaitWaiting(bench.thread);
    bench.thread.interrupt();
    assertThat(bench.interruptedAtEnd.get()).isTrue();
    assertThat(bench.log).contains("onStop", "deregister The receiver's task was interrupted");
  }

  @Test
  void an_error_report_reaches_the_tracker_and_the_receiver_goes_on() throws InterruptedException {
    bench.start();
    receiver.reportError("slow", new IllegalStateException("late"));
    bench.expect("error slow: java.lang.IllegalStateException: late");
    assertThat(receiver.isStarted()).isTrue();
  }
}
