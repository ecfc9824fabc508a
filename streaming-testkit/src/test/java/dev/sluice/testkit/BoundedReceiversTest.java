package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.DStream;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.receiver.StoreException;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.StreamingException;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blocks of one record of about 1100 bytes; two fit into the bound, which leaves 3000 for blocks.
 */
class BoundedReceiversTest {
  private static final String BOUND = "4000";

  @TempDir Path directory;
  private TestStreams streams = TestStreams.create(bounded(), Durations.seconds(1));
  private final HandFedReceiver receiver = new HandFedReceiver();
  private final RecordedEvents events = new RecordedEvents();

  @AfterEach
  void stop() throws InterruptedException {
    streams.close();
    Threads.assertNoneLeft();
  }

  private static StreamingConf bounded() {
    return new StreamingConf()
        .set("streaming.receiver.maxUnprocessedBytes", BOUND)
        .set("streaming.gracefulStopTimeout", "20s");
  }

  private Collected<String> startCollecting(HandFedReceiver fed) throws InterruptedException {
    StreamingContext context = streams.context();
    context.addStreamingListener(events);
    Collected<String> collected = streams.collect(context.receiverStream(fed));
    streams.start();
    fed.awaitStart();
    return collected;
  }

  private void awaitSlowed() throws InterruptedException {
    events.await(StreamingEvent.ReceiverSlowed.class, 1);
  }

  @Test
  void a_block_without_room_waits_until_the_batch_of_those_before_it_is_done() throws Exception {
    Collected<String> collected = startCollecting(receiver);
    FutureTask<Boolean> storing = LargeRecords.storeBlocks(receiver, 0, 3);
    awaitSlowed();
    assertThat(storing.isDone()).isFalse();
    streams.advance(1);
    Threads.get(storing);
    streams.advance(1);
    assertThat(collected.batches().stream().map(LargeRecords::numbers))
        .containsExactly(List.of(0, 1), List.of(2));
  }

  @Test
  void records_one_by_one_wait_too_and_none_is_lost_or_passed() throws Exception {
    Collected<String> collected = startCollecting(receiver);
    FutureTask<Boolean> storing = LargeRecords.storeRecords(receiver, 0, 20);
    awaitSlowed();
    while (!storing.isDone()) {
      streams.advance(1);
    }
    streams.context().stop(true);
    assertThat(LargeRecords.numbers(collected.records())).isEqualTo(LargeRecords.range(0, 20));
    assertThat(collected.batches().stream().limit(collected.batches().size() - 1))
        .allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(2));
  }

  @Test
  void a_batch_does_not_wait_for_blocks_without_room() throws Exception {
    Collected<String> collected = startCollecting(receiver);
    FutureTask<Boolean> storing = LargeRecords.storeRecords(receiver, 0, 5);
    awaitSlowed();
    streams.advance(1);
    assertThat(collected.times()).containsExactly(new Time(1_000));
    assertThat(LargeRecords.numbers(collected.batches().get(0))).isEqualTo(List.of(0, 1));
    Threads.get(storing);
  }

  @Test
  void a_block_larger_than_the_bound_passes_alone() throws Exception {
    Collected<String> collected = startCollecting(receiver);
    receiver.store(List.of(LargeRecords.record(0), "x".repeat(10_000)));
    FutureTask<Boolean> storing = LargeRecords.storeBlocks(receiver, 1, 2);
    awaitSlowed();
    streams.advance(1);
    Threads.get(storing);
    streams.advance(1);
    assertThat(collected.batches().get(0)).hasSize(2);
    assertThat(LargeRecords.numbers(collected.batches().get(1))).isEqualTo(List.of(1));
  }

  @Test
  void being_slowed_is_told_with_what_was_found_and_expected() throws Exception {
    startCollecting(receiver);
    FutureTask<Boolean> storing = LargeRecords.storeBlocks(receiver, 0, 3);
    awaitSlowed();
    StreamingEvent.ReceiverSlowed slowed = events.of(StreamingEvent.ReceiverSlowed.class).get(0);
    assertThat(slowed.receiverInfo().streamId()).isZero();
    assertThat(slowed.unprocessedBytes()).isBetween(2_000L, 3_000L);
    assertThat(slowed.maxUnprocessedBytes()).isEqualTo(3_000);
    streams.advance(1);
    Threads.get(storing);
  }

  @Test
  void a_receiver_that_stops_by_itself_has_stored_what_waits() throws Exception {
    Collected<String> collected = startCollecting(receiver);
    FutureTask<Boolean> storing = LargeRecords.storeRecords(receiver, 0, 4);
    awaitSlowed();
    Threads.get(storing);
    receiver.stop("enough");
    receiver.awaitStop();
    streams.advance(3);
    assertThat(LargeRecords.numbers(collected.records())).isEqualTo(LargeRecords.range(0, 4));
  }

  @Test
  void no_receiver_waits_for_ever_while_another_stores_all_it_can() throws Exception {
    HandFedReceiver greedy = new HandFedReceiver();
    streams.context().receiverStream(greedy).foreachRDD(rdd -> {});
    Collected<String> collected = startCollecting(receiver);
    greedy.awaitStart();
    AtomicBoolean enough = new AtomicBoolean();
    FutureTask<Boolean> all =
        Threads.start(
            () -> {
              while (!enough.get()) {
                greedy.store(List.of(LargeRecords.record(7)));
              }
              return true;
            });
    awaitSlowed();
    FutureTask<Boolean> storing = LargeRecords.storeBlocks(receiver, 0, 10);
    while (!storing.isDone()) {
      streams.advance(1);
    }
    enough.set(true);
    while (!all.isDone()) {
      streams.advance(1);
    }
    streams.advance(1);
    assertThat(LargeRecords.numbers(collected.records())).isEqualTo(LargeRecords.range(0, 10));
  }

  @Test
  void a_graceful_stop_processes_what_waits() throws Exception {
    Collected<String> collected = startCollecting(receiver);
    FutureTask<Boolean> records = LargeRecords.storeRecords(receiver, 0, 4);
    awaitSlowed();
    Threads.get(records);
    DrainReport report = streams.context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(LargeRecords.numbers(collected.records())).isEqualTo(LargeRecords.range(0, 4));
  }

  @Test
  void a_stop_at_once_ends_all_waiting() throws Exception {
    startCollecting(receiver);
    FutureTask<Boolean> blocks = LargeRecords.storeBlocks(receiver, 0, 3);
    awaitSlowed();
    streams.context().stop(false);
    try {
      assertThat(Threads.get(blocks)).isTrue();
    } catch (ExecutionException refused) {
      assertThat(refused.getCause())
          .isInstanceOfAny(StoreException.class, ReceiverStoppedException.class);
    }
  }

  @Test
  void a_restart_of_the_receiver_loses_nothing_that_waits() throws Exception {
    Collected<String> collected = startCollecting(receiver);
    FutureTask<Boolean> storing = LargeRecords.storeRecords(receiver, 0, 4);
    awaitSlowed();
    Threads.get(storing);
    receiver.restart("connection lost");
    receiver.awaitStop();
    streams.advance(4);
    receiver.awaitStart();
    assertThat(LargeRecords.numbers(collected.records())).isEqualTo(LargeRecords.range(0, 4));
  }

  @Test
  void a_failed_batch_does_not_hold_receivers_for_ever() throws Exception {
    streams
        .context()
        .receiverStream(receiver)
        .foreachRDD(
            rdd -> {
              if (rdd.count() > 1) {
                throw new IllegalStateException("too much");
              }
            });
    streams.context().addStreamingListener(events);
    streams.start();
    receiver.awaitStart();
    FutureTask<Boolean> storing = LargeRecords.storeBlocks(receiver, 0, 3);
    awaitSlowed();
    try {
      streams.advance(1);
    } catch (StreamingException expected) {
      assertThat(expected).hasStackTraceContaining("too much");
    }
    assertThat(Threads.get(storing)).isTrue();
  }

  @Test
  void what_a_log_kept_counts_after_a_restart() throws Exception {
    streams.close();
    streams = logged(new Time(0));
    startCollecting(receiver);
    Threads.get(LargeRecords.storeBlocks(receiver, 0, 2));
    streams.close();
    streams = logged(new Time(500));
    HandFedReceiver next = new HandFedReceiver();
    Collected<String> collected = startCollecting(next);
    FutureTask<Boolean> storing = LargeRecords.storeBlocks(next, 2, 4);
    awaitSlowed();
    assertThat(storing.isDone()).isFalse();
    streams.advance(1);
    Threads.get(storing);
    streams.advance(1);
    assertThat(collected.batches().stream().map(LargeRecords::numbers))
        .containsExactly(List.of(0, 1), List.of(2, 3));
  }

  @Test
  void a_block_waits_while_windows_keep_others_in_the_memory_that_it_needs() throws Exception {
    streams.close();
    streams =
        TestStreams.create(bounded().set("streaming.memory.blocks", "6000"), Durations.seconds(1));
    streams.context().addStreamingListener(events);
    DStream<String> windows =
        streams.context().receiverStream(receiver).window(Durations.seconds(3));
    Collected<String> collected = streams.collect(windows);
    streams.start();
    receiver.awaitStart();
    FutureTask<Boolean> storing = LargeRecords.storeBlocks(receiver, 0, 20);
    while (!storing.isDone()) {
      streams.advance(1);
    }
    streams.advance(1);
    assertThat(Threads.get(storing)).as("nothing failed").isTrue();
    assertThat(new TreeSet<>(LargeRecords.numbers(collected.records())))
        .containsExactlyElementsOf(LargeRecords.range(0, 20));
    assertThat(events.of(StreamingEvent.ReceiverSlowed.class)).isNotEmpty();
  }

  private TestStreams logged(Time now) {
    StreamingConf conf =
        bounded()
            .set("streaming.checkpoint.directory", directory.toString())
            .set("streaming.receiver.writeAheadLog.enable", "true");
    return TestStreams.create(conf, Durations.seconds(1), now);
  }
}
