package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Engine;
import dev.sluice.io.KryoSerializer;
import dev.sluice.listener.ReceiverInfo;
import dev.sluice.listener.StreamInputInfo;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverProgramTest {
  private TestStreams streams = TestStreams.create(Durations.seconds(1));
  private final HandFedReceiver receiver = new HandFedReceiver();
  private final RecordedEvents events = new RecordedEvents();

  @AfterEach
  void stop() throws InterruptedException {
    streams.close();
    Threads.assertNoneLeft();
  }

  private StreamingContext context() {
    return streams.context();
  }

  private Collected<String> startCollecting() throws InterruptedException {
    context().addStreamingListener(events);
    Collected<String> collected = streams.collect(context().receiverStream(receiver));
    streams.start();
    receiver.awaitStart();
    return collected;
  }

  @Test
  void a_record_stored_before_the_boundary_is_in_the_batch() throws Exception {
    Collected<String> collected = startCollecting();
    streams.clock().advance(Durations.milliseconds(999));
    receiver.store("before");
    streams.clock().advance(Durations.milliseconds(1));
    receiver.store("after");
    streams.advance(1);
    assertThat(collected.batches()).containsExactly(List.of("before"), List.of("after"));
  }

  @Test
  void blocks_of_a_batch_are_its_partitions_in_the_order_of_arrival() throws Exception {
    Collected<String> collected = startCollecting();
    receiver.store("a");
    streams.clock().advance(Durations.milliseconds(200));
    receiver.store(List.of("b", "c"));
    receiver.store("d");
    streams.clock().advance(Durations.milliseconds(800));
    assertThat(collected.partitions())
        .containsExactly(List.of(List.of("a"), List.of("b", "c"), List.of("d")));
  }

  @Test
  void every_way_to_store_reaches_the_batch() throws Exception {
    Collected<String> collected = startCollecting();
    receiver.store("record");
    receiver.store(List.of("list"));
    receiver.store(List.of("list with metadata"), "metadata");
    receiver.store(List.of("iterator").iterator());
    receiver.store(List.of("iterator with metadata").iterator(), "metadata");
    ByteBuffer bytes = ByteBuffer.wrap(new KryoSerializer().write("bytes"));
    receiver.store(bytes);
    receiver.store(bytes, "metadata");
    streams.advance(1);
    assertThat(collected.records())
        .containsExactlyInAnyOrder(
            "record",
            "list",
            "list with metadata",
            "iterator",
            "iterator with metadata",
            "bytes",
            "bytes");
    assertThat(completedInputs().get(0).numRecords()).as("bytes are not counted").isEqualTo(5);
  }

  @Test
  void what_a_receiver_counts_comes_with_the_batch() throws Exception {
    startCollecting();
    receiver.countLost(2);
    receiver.countLost(1);
    receiver.store("line");
    streams.advance(2);
    assertThat(completedInputs())
        .containsExactly(
            new StreamInputInfo(0, 1, Map.of("lines too long", "3")), new StreamInputInfo(0, 0));
  }

  private List<StreamInputInfo> completedInputs() {
    return events.of(StreamingEvent.BatchCompleted.class).stream()
        .flatMap(event -> event.batchInfo().inputs().values().stream())
        .toList();
  }

  @Test
  void blocks_are_removed_when_no_batch_needs_them() throws Exception {
    startCollecting();
    receiver.store("a");
    streams.advance(1);
    assertThat(blocks()).isEqualTo(1);
    streams.advance(1);
    assertThat(blocks()).isZero();
  }

  @Test
  void blocks_stay_as_long_as_a_window_needs_them() throws Exception {
    DStream<String> window =
        context().receiverStream(receiver).window(Durations.seconds(3), Durations.seconds(1));
    Collected<String> collected = streams.collect(window);
    streams.start();
    receiver.awaitStart().store("a");
    streams.advance(3);
    assertThat(collected.batches()).containsExactly(List.of("a"), List.of("a"), List.of("a"));
    streams.advance(3);
    assertThat(blocks()).isZero();
    assertThat(collected.batches()).endsWith(List.of(), List.of(), List.of());
  }

  @Test
  void blocks_of_an_input_that_no_output_needs_are_removed() throws Exception {
    HandFedReceiver unused = new HandFedReceiver();
    context().receiverStream(unused);
    startCollecting();
    unused.awaitStart().store("nobody asks");
    streams.advance(2);
    assertThat(blocks()).isZero();
    assertThat(context().stop(true).recordsLeft()).isZero();
  }

  private int blocks() {
    BlockStore store = ((Engine) context().rddContext().runner()).blocks();
    return store.usage().blocks();
  }

  @Test
  void a_receiver_that_stops_is_launched_again_later_and_later() throws Exception {
    Collected<String> collected = startCollecting();
    receiver.store("first");
    receiver.stop("had enough");
    receiver.awaitStop();
    events.await(StreamingEvent.ReceiverStopped.class, 1);
    awaitLaunchAfter(2_000);
    receiver.stop("and again");
    events.await(StreamingEvent.ReceiverStopped.class, 2);
    awaitLaunchAfter(4_000);
    receiver.store("second");
    streams.advance(1);
    assertThat(collected.records()).containsExactly("first", "second");
    assertThat(events.of(StreamingEvent.ReceiverStarted.class))
        .extracting(event -> event.receiverInfo().restarts())
        .containsExactly(0, 1, 2);
  }

  /** Moves the clock once the receiver's thread, which says when it ends, has ended. */
  private void awaitLaunchAfter(long delayMs) throws InterruptedException {
    Threads.awaitEnd("sluice-receiver-0");
    streams.clock().advance(Durations.milliseconds(delayMs - 1));
    assertThat(Threads.isAlive("sluice-receiver-0")).isFalse();
    streams.clock().advance(Durations.milliseconds(1));
    receiver.awaitStart();
  }

  @Test
  void a_receiver_that_asks_for_it_is_restarted_after_the_delay() throws Exception {
    Collected<String> collected = startCollecting();
    receiver.store("before");
    receiver.restart("connection lost", new IllegalStateException("reset"));
    receiver.awaitStop();
    streams.clock().advance(Durations.milliseconds(1_999));
    assertThat(receiver.isStopped()).isTrue();
    streams.clock().advance(Durations.milliseconds(1));
    receiver.awaitStart().store("after");
    streams.advance(1);
    assertThat(collected.records()).containsExactly("before", "after");
    ReceiverInfo stopped = events.of(StreamingEvent.ReceiverStopped.class).get(0).receiverInfo();
    assertThat(stopped.active()).isFalse();
    assertThat(stopped.lastErrorMessage()).contains("connection lost");
    assertThat(stopped.lastError().orElseThrow()).contains("reset");
  }

  @Test
  void events_tell_of_starts_errors_and_stops() throws Exception {
    startCollecting();
    receiver.reportError("bad line", new IllegalArgumentException("no number"));
    streams.advance(1);
    context().stop(true);
    ReceiverInfo started = events.of(StreamingEvent.ReceiverStarted.class).get(0).receiverInfo();
    assertThat(started.streamId()).isZero();
    assertThat(started.name()).isEqualTo("HandFedReceiver-0");
    assertThat(started.active()).isTrue();
    assertThat(started.lastErrorMessage()).isEmpty();
    ReceiverInfo error = events.of(StreamingEvent.ReceiverError.class).get(0).receiverInfo();
    assertThat(error.active()).isTrue();
    assertThat(error.lastErrorMessage()).contains("bad line");
    assertThat(error.lastError().orElseThrow()).contains("no number");
    assertThat(error.lastErrorTime()).hasValue(0);
    assertThat(events.of(StreamingEvent.ReceiverStopped.class)).hasSize(1);
    assertThat(events.kinds()).startsWith("StreamingStarted", "ReceiverStarted");
  }

  @Test
  void many_threads_of_a_receiver_lose_nothing() throws Exception {
    ManyThreads many = new ManyThreads(10, 1_000);
    DStream<Integer> numbers = context().receiverStream(many);
    List<Long> counts = new ArrayList<>();
    numbers.foreachRDD(rdd -> counts.add(rdd.count()));
    streams.start();
    Threads.await(many.done);
    streams.advance(1);
    assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
  }

  @Test
  void one_task_thread_is_enough_for_receivers_and_batches() throws Exception {
    streams.close();
    streams = TestStreams.create(new StreamingConf().setMaster("local[1]"), Durations.seconds(1));
    Collected<String> collected = startCollecting();
    receiver.store("a");
    streams.advance(1);
    assertThat(collected.batches()).containsExactly(List.of("a"));
    assertThat(collected.times()).containsExactly(new Time(1000));
  }

  @Test
  void one_receiver_cannot_feed_two_streams() {
    context().receiverStream(receiver);
    assertThatThrownBy(() -> context().receiverStream(receiver))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot add Pluggable stream [1]: its receiver feeds Pluggable stream [0] already,"
                + " expected a receiver of its own");
  }

  @Test
  void a_receiver_that_runs_in_another_program_is_reported() throws Exception {
    startCollecting();
    try (TestStreams other = TestStreams.create(Durations.seconds(1))) {
      RecordedEvents errors = new RecordedEvents();
      other.context().addStreamingListener(errors);
      other.context().receiverStream(receiver).print();
      other.start();
      errors.await(StreamingEvent.ReceiverError.class, 1);
      ReceiverInfo info = errors.of(StreamingEvent.ReceiverError.class).get(0).receiverInfo();
      assertThat(info.lastError().orElseThrow()).contains("it is running for stream 0");
    }
  }

  /** Stores numbers by many threads at once. */
  private static final class ManyThreads extends Receiver<Integer> {
    private static final long serialVersionUID = 1L;

    final transient CountDownLatch done;
    private final int threads;
    private final int records;

    ManyThreads(int threads, int records) {
      super(StorageLevel.MEMORY_ONLY);
      this.threads = threads;
      this.records = records;
      this.done = new CountDownLatch(threads);
    }

    @Override
    public void onStart() {
      for (int thread = 0; thread < threads; thread++) {
        new Thread(this::storeAll, "many").start();
      }
    }

    private void storeAll() {
      IntStream.range(0, records).forEach(this::store);
      done.countDown();
    }

    @Override
    public void onStop() {}
  }
}
