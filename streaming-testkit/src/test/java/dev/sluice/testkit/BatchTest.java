package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.listener.BatchInfo;
import dev.sluice.listener.OutputOperationInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {
  private TestStreams streams = TestStreams.create(Durations.seconds(1));
  private final RecordedEvents events = new RecordedEvents();

  @AfterEach
  void stop() throws InterruptedException {
    streams.close();
    Threads.assertNoneLeft();
  }

  @Test
  void batch_times_are_multiples_of_the_interval() {
    streams.clock().setTime(12_345);
    Collected<Integer> collected = streams.collect(streams.input(List.of(List.of(1), List.of(2))));
    streams.start();
    streams.advance(2);
    assertThat(collected.times()).containsExactly(new Time(13_000), new Time(14_000));
    assertThat(collected.batches()).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void a_start_on_the_grid_begins_with_the_next_point() {
    streams.clock().setTime(3_000);
    Collected<Integer> collected = streams.collect(streams.input(List.of(List.of(1))));
    streams.start();
    streams.advance(1);
    assertThat(collected.times()).containsExactly(new Time(4_000));
  }

  @Test
  void no_batch_is_skipped_when_time_leaps() {
    Collected<Integer> collected =
        streams.collect(streams.input(List.of(List.of(1), List.of(2), List.of(3))));
    streams.start();
    streams.clock().advance(Durations.seconds(5));
    assertThat(collected.batches())
        .containsExactly(List.of(1), List.of(2), List.of(3), List.of(), List.of());
    assertThat(collected.times()).extracting(Time::milliseconds).endsWith(4_000L, 5_000L);
  }

  @Test
  void outputs_of_a_batch_run_in_the_order_of_definition_and_batches_one_after_another() {
    List<String> log = new CopyOnWriteArrayList<>();
    DStream<Integer> input = streams.input(List.of());
    for (String output : List.of("a", "b", "c")) {
      input.foreachRDD((rdd, time) -> log.add(output + time.milliseconds()));
    }
    streams.start();
    streams.clock().advance(Durations.seconds(2));
    assertThat(log).containsExactly("a1000", "b1000", "c1000", "a2000", "b2000", "c2000");
  }

  @Test
  void concurrent_jobs_run_at_once() throws Exception {
    streams.close();
    streams =
        TestStreams.create(
            new StreamingConf().set("streaming.concurrentJobs", "2"), Durations.seconds(1));
    CyclicBarrier meeting = new CyclicBarrier(2);
    DStream<Integer> input = streams.input(List.of());
    input.foreachRDD(rdd -> meeting.await(Threads.PATIENCE_S, TimeUnit.SECONDS));
    input.foreachRDD(rdd -> meeting.await(Threads.PATIENCE_S, TimeUnit.SECONDS));
    streams.start();
    streams.advance(2);
    assertThat(meeting.isBroken()).isFalse();
  }

  @Test
  void events_of_a_program_come_in_order() {
    streams.context().addStreamingListener(events);
    DStream<Integer> input = streams.input(List.of(List.of(1, 2, 3)));
    input.foreachRDD(rdd -> {});
    input.foreachRDD(rdd -> {});
    streams.start();
    streams.advance(1);
    streams.close();
    assertThat(events.kinds())
        .containsExactly(
            "StreamingStarted",
            "BatchSubmitted",
            "BatchStarted",
            "OutputOperationStarted",
            "OutputOperationCompleted",
            "OutputOperationStarted",
            "OutputOperationCompleted",
            "BatchCompleted",
            "StreamingStopped");
  }

  @Test
  void events_tell_of_records_delays_and_outputs() {
    streams.context().addStreamingListener(events);
    DStream<Integer> input = streams.input(List.of(List.of(1, 2, 3)));
    input.foreachRDD(rdd -> {});
    input.foreachRDD(rdd -> {});
    streams.start();
    streams.advance(1);
    BatchInfo submitted = events.of(StreamingEvent.BatchSubmitted.class).get(0).batchInfo();
    BatchInfo started = events.of(StreamingEvent.BatchStarted.class).get(0).batchInfo();
    BatchInfo completed = events.of(StreamingEvent.BatchCompleted.class).get(0).batchInfo();
    assertThat(submitted.schedulingDelay()).isEmpty();
    assertThat(submitted.outputs()).containsOnlyKeys(0, 1);
    assertThat(started.schedulingDelay()).contains(Duration.ZERO);
    assertThat(started.processingDelay()).isEmpty();
    assertThat(completed.batchTime()).isEqualTo(new Time(1000));
    assertThat(completed.submissionTime()).isEqualTo(1000);
    assertThat(completed.totalDelay()).contains(Duration.ZERO);
    assertThat(completed.numRecords()).isEqualTo(3);
    assertThat(completed.outputs().values())
        .extracting(OutputOperationInfo::name)
        .containsExactly("foreachRDD", "foreachRDD");
    assertThat(events.of(StreamingEvent.OutputOperationCompleted.class))
        .extracting(event -> event.outputOperationInfo().id())
        .containsExactly(0, 1);
  }

  @Test
  void times_in_events_never_go_back() {
    streams.context().addStreamingListener(events);
    streams.collect(streams.input(List.of(List.of(1), List.of(2), List.of(3))));
    streams.start();
    streams.advance(3);
    List<BatchInfo> completed =
        events.of(StreamingEvent.BatchCompleted.class).stream()
            .map(StreamingEvent.BatchCompleted::batchInfo)
            .toList();
    assertThat(completed).extracting(BatchInfo::submissionTime).isSorted().hasSize(3);
    assertThat(completed)
        .allMatch(batch -> batch.submissionTime() <= batch.processingStart().orElseThrow())
        .allMatch(
            batch -> batch.processingStart().orElseThrow() <= batch.processingEnd().orElseThrow());
  }

  @Test
  void a_batch_without_jobs_has_no_events() {
    streams.context().addStreamingListener(events);
    DStream<Integer> input = streams.input(List.of());
    input.window(Durations.seconds(2), Durations.seconds(2)).foreachRDD(rdd -> {});
    streams.start();
    streams.advance(4);
    assertThat(events.of(StreamingEvent.BatchCompleted.class))
        .extracting(event -> event.batchInfo().batchTime().milliseconds())
        .containsExactly(2_000L, 4_000L);
    assertThat(streams.context().stop(true).batchesLeft()).isEmpty();
  }

  @Test
  void after_the_stop_no_event_comes() {
    streams.context().addStreamingListener(events);
    streams.collect(streams.input(List.of()));
    streams.start();
    streams.context().stop();
    int before = events.all().size();
    streams.clock().advance(Durations.seconds(3));
    assertThat(events.all()).hasSize(before);
    assertThat(events.kinds()).endsWith("StreamingStopped");
  }

  @Test
  void the_last_event_is_the_stop_also_when_a_batch_is_interrupted() throws Exception {
    streams.context().addStreamingListener(events);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    streams
        .input(List.of())
        .foreachRDD(
            rdd -> {
              running.countDown();
              never.await();
            });
    streams.start();
    FutureTask<Boolean> advancing =
        Threads.start(
            () -> {
              streams.clock().advance(Durations.seconds(1));
              return true;
            });
    Threads.await(running);
    streams.context().stop(false);
    Threads.get(advancing);
    assertThat(events.kinds())
        .endsWith("OutputOperationCompleted", "BatchCompleted", "StreamingStopped");
  }
}
