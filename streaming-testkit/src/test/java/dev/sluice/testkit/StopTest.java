package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.StreamingException;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {
  private final StreamingConf soon =
      new StreamingConf().set("streaming.gracefulStopTimeout", "50ms");
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final Semaphore gate = new Semaphore(0);
  private TestStreams streams = TestStreams.create(Durations.seconds(1));

  @AfterEach
  void stop() throws InterruptedException {
    release.countDown();
    gate.release(2);
    streams.close();
    Threads.assertNoneLeft();
  }

  private StreamingContext context() {
    return streams.context();
  }

  @Test
  void what_was_received_since_the_last_batch_is_processed() throws Exception {
    HandFedReceiver first = new HandFedReceiver();
    HandFedReceiver second = new HandFedReceiver();
    Collected<String> both =
        streams.collect(context().receiverStream(first).union(context().receiverStream(second)));
    streams.start();
    first.awaitStart().store("a");
    streams.advance(1);
    first.store("b");
    second.awaitStart().store("c");
    DrainReport report = context().stop(true);
    assertThat(both.batches()).containsExactly(List.of("a"), List.of("b", "c"));
    assertThat(both.times()).containsExactly(new Time(1000), new Time(2000));
    assertThat(report.outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(report.batchesDone()).isEqualTo(1);
    assertThat(report.batchesLeft()).isEmpty();
    assertThat(report.recordsLeft()).isZero();
    assertThat(report.receiversLeft()).isEmpty();
    first.awaitStop();
    second.awaitStop();
  }

  @Test
  void what_a_receiver_counted_last_comes_with_a_last_batch() throws Exception {
    RecordedEvents events = new RecordedEvents();
    context().addStreamingListener(events);
    HandFedReceiver receiver = new HandFedReceiver();
    streams.collect(context().receiverStream(receiver));
    streams.start();
    receiver.awaitStart().countLost(3);
    assertThat(context().stop(true).outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(events.of(StreamingEvent.BatchCompleted.class))
        .extracting(event -> event.batchInfo().inputs().get(0).metadata())
        .containsExactly(Map.of("lines too long", "3"));
  }

  @Test
  void a_slow_receiver_may_store_until_it_has_stopped() throws Exception {
    SlowToStop receiver = new SlowToStop(release);
    Collected<String> collected = streams.collect(context().receiverStream(receiver));
    streams.start();
    Threads.await(receiver.started);
    FutureTask<DrainReport> stopping = Threads.start(() -> context().stop(true));
    Threads.await(receiver.stopping);
    release.countDown();
    assertThat(Threads.get(stopping).outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(collected.records()).containsExactly("last");
  }

  @Test
  void batches_that_wait_for_a_slow_output_are_processed() throws Exception {
    DStream<Integer> input = streams.input(List.of(List.of(1), List.of(2), List.of(3)));
    Collected<Integer> collected = new Collected<>();
    input.foreachRDD(
        (rdd, time) -> {
          running.countDown();
          Threads.await(release);
          collected.add(time, rdd.glom().collect());
        });
    streams.start();
    FutureTask<Boolean> advancing = advance(3);
    Threads.await(running);
    release.countDown();
    Threads.get(advancing);
    assertThat(context().stop(true).outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(collected.records()).containsExactly(1, 2, 3);
  }

  @Test
  void a_stop_waits_for_the_batch_that_runs() throws Exception {
    blockingOutput(List.of(List.of(1)));
    FutureTask<Boolean> advancing = advance(1);
    Threads.await(running);
    FutureTask<DrainReport> stopping = Threads.start(() -> context().stop(true));
    release.countDown();
    DrainReport report = Threads.get(stopping);
    Threads.get(advancing);
    assertThat(report.outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(report.batchesLeft()).isEmpty();
  }

  @Test
  void a_stuck_output_ends_with_the_deadline() throws Exception {
    restart(soon);
    blockingOutput(List.of(List.of(1, 2)));
    FutureTask<Boolean> advancing = advance(1);
    Threads.await(running);
    DrainReport report = context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.DEADLINE);
    assertThat(report.batchesLeft()).containsExactly(new Time(1000));
    assertThat(report.oldestUnprocessed()).contains(new Time(1000));
    assertThat(report.recordsLeft()).isEqualTo(2);
    Threads.get(advancing);
  }

  @Test
  void a_stuck_output_that_ignores_its_interrupt_is_left_behind_and_named() throws Exception {
    restart(soon);
    streams
        .input(List.of(List.of(1, 2)))
        .foreachRDD(
            rdd -> {
              running.countDown();
              gate.acquireUninterruptibly();
            });
    streams.start();
    FutureTask<Boolean> advancing = advance(1);
    Threads.await(running);
    DrainReport report = context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.DEADLINE);
    assertThat(report.batchesLeft()).containsExactly(new Time(1000));
    assertThat(report.threadsLeft()).containsExactly("sluice-job-0");
    assertThat(report.toString()).contains("threads that did not end [sluice-job-0]");
    Threads.get(advancing);
  }

  @Test
  void a_stuck_task_that_ignores_its_interrupt_is_left_behind_and_named() throws Exception {
    restart(soon.setMaster("local[2]"));
    CountDownLatch both = new CountDownLatch(2);
    Set<String> stuck = ConcurrentHashMap.newKeySet();
    streams
        .input(List.of(List.of(1, 2)))
        .repartition(2)
        .foreachRDD(
            rdd ->
                rdd.foreachPartition(
                    records -> {
                      stuck.add(Thread.currentThread().getName());
                      both.countDown();
                      gate.acquireUninterruptibly();
                    }));
    streams.start();
    FutureTask<Boolean> advancing = advance(1);
    Threads.await(both);
    DrainReport report = context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.DEADLINE);
    // The job's own thread takes a task, too, unless the others were quicker; then it is
    // interrupted,
    // and named only if it has not ended yet.
    assertThat(report.threadsLeft())
        .containsAll(stuck)
        .isSubsetOf("sluice-job-0", "sluice-task-0", "sluice-task-1");
    Threads.get(advancing);
  }

  @Test
  void a_stuck_transform_function_ends_with_the_deadline() throws Exception {
    restart(soon);
    DStream<Integer> input = streams.input(List.of(List.of(1, 2)));
    streams.collect(
        input.transform(
            rdd -> {
              running.countDown();
              release.await();
              return rdd;
            }));
    streams.start();
    FutureTask<Boolean> advancing = advance(1);
    Threads.await(running);
    DrainReport report = context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.DEADLINE);
    assertThat(report.batchesLeft()).containsExactly(new Time(1000));
    Threads.get(advancing);
  }

  @Test
  void a_receiver_that_does_not_stop_ends_with_the_deadline() throws Exception {
    restart(soon);
    SlowToStop receiver = new SlowToStop(release);
    streams.collect(context().receiverStream(receiver));
    streams.start();
    Threads.await(receiver.started);
    DrainReport report = context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.DEADLINE);
    assertThat(report.receiversLeft()).containsExactly("Pluggable stream [0]");
  }

  @Test
  void a_stop_at_once_interrupts_the_batch_that_runs() throws Exception {
    blockingOutput(List.of(List.of(1)));
    FutureTask<Boolean> advancing = advance(1);
    Threads.await(running);
    DrainReport report = context().stop(false);
    Threads.get(advancing);
    assertThat(report.outcome()).isEqualTo(Outcome.IMMEDIATE);
    assertThat(report.batchesLeft()).containsExactly(new Time(1000));
    assertThat(context().awaitTerminationOrTimeout(0)).as("no failure").isTrue();
  }

  @Test
  void a_stop_at_once_leaves_batches_that_wait() throws Exception {
    streams.close();
    streams =
        TestStreams.create(
            new StreamingConf().set("streaming.concurrentJobs", "1"), Durations.seconds(1));
    HandFedReceiver receiver = new HandFedReceiver();
    Collected<String> collected = streams.collect(context().receiverStream(receiver));
    streams.start();
    receiver.awaitStart().store("unprocessed");
    DrainReport report = context().stop(false);
    assertThat(collected.batches()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.IMMEDIATE);
    assertThat(report.recordsLeft()).isEqualTo(1);
  }

  @Test
  void a_stop_at_once_overtakes_one_that_drains() throws Exception {
    blockingOutput(List.of(List.of(1)));
    FutureTask<Boolean> advancing = advance(1);
    Threads.await(running);
    FutureTask<DrainReport> draining = Threads.start(() -> context().stop(true));
    DrainReport report = context().stop(false);
    assertThat(report.outcome()).isEqualTo(Outcome.IMMEDIATE);
    assertThat(Threads.get(draining)).isEqualTo(report);
    Threads.get(advancing);
  }

  @Test
  void a_failed_batch_stays_in_the_report() {
    DStream<Integer> input = streams.input(List.of(List.of(1, 2, 3), List.of(4)));
    Collected<Integer> collected =
        streams.collect(
            input.map(
                number -> {
                  if (number == 2) {
                    throw new IllegalStateException("two");
                  }
                  return number;
                }));
    streams.start();
    assertThatThrownBy(() -> streams.advance(2)).isInstanceOf(StreamingException.class);
    DrainReport report = context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.batchesLeft()).containsExactly(new Time(1000));
    assertThat(report.recordsLeft()).isEqualTo(3);
    assertThat(collected.records()).containsExactly(4);
    assertThat(report.toString()).contains("a batch failed", "oldest unprocessed 1000 ms");
  }

  @Test
  void a_stop_right_after_the_start_is_clean() {
    streams.collect(context().receiverStream(new HandFedReceiver()));
    streams.start();
    assertThat(context().stop(true).outcome()).isEqualTo(Outcome.CLEAN);
  }

  @Test
  void an_interrupted_stopper_gives_up_at_once() throws Exception {
    blockingOutput(List.of(List.of(1)));
    FutureTask<Boolean> advancing = advance(1);
    Threads.await(running);
    FutureTask<Boolean> stopper =
        Threads.start(
            () -> {
              Thread.currentThread().interrupt();
              DrainReport report = context().stop(true);
              assertThat(report.outcome()).isEqualTo(Outcome.DEADLINE);
              return Thread.interrupted();
            });
    assertThat(Threads.get(stopper)).as("the interrupt stays set").isTrue();
    Threads.get(advancing);
  }

  @Test
  void many_stoppers_get_one_report() throws Exception {
    streams.collect(context().receiverStream(new HandFedReceiver()));
    streams.start();
    FutureTask<DrainReport> one = Threads.start(() -> context().stop(true));
    FutureTask<DrainReport> two = Threads.start(() -> context().stop(true));
    assertThat(Threads.get(one)).isSameAs(Threads.get(two));
  }

  private void restart(StreamingConf conf) {
    streams.close();
    streams = TestStreams.create(conf, Durations.seconds(1));
  }

  private void blockingOutput(List<List<Integer>> batches) {
    streams
        .input(batches)
        .foreachRDD(
            rdd -> {
              running.countDown();
              release.await();
            });
    streams.start();
  }

  private FutureTask<Boolean> advance(int batches) {
    return Threads.start(
        () -> {
          streams.clock().advance(Durations.seconds(batches));
          return true;
        });
  }
}
