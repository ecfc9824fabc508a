package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputDStream;
import dev.sluice.dstream.InputSource;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.StreamingContextState;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
  private final TestStreams streams = TestStreams.create(Durations.seconds(1));
  private final StreamingContext context = streams.context();
  private final InputDStream<String> input = streams.input(List.of(List.of("a"), List.of("b")));

  @AfterEach
  void stop() throws InterruptedException {
    streams.close();
    Threads.assertNoneLeft();
  }

  @Test
  void states_follow_each_other() {
    assertThat(context.getState()).isEqualTo(StreamingContextState.INITIALIZED);
    streams.collect(input);
    streams.start();
    assertThat(context.getState()).isEqualTo(StreamingContextState.ACTIVE);
    context.stop();
    assertThat(context.getState()).isEqualTo(StreamingContextState.STOPPED);
  }

  @Test
  void a_second_start_changes_nothing() {
    Collected<String> collected = streams.collect(input);
    streams.start();
    streams.advance(1);
    streams.start();
    streams.advance(1);
    assertThat(collected.batches()).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void a_start_after_a_stop_is_refused() {
    streams.collect(input);
    streams.start();
    context.stop();
    assertThatThrownBy(streams::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stopped");
  }

  @Test
  void a_stop_before_the_start_is_a_stop() throws InterruptedException {
    streams.collect(input);
    assertThat(context.stop(true).outcome()).isEqualTo(Outcome.IMMEDIATE);
    assertThat(context.getState()).isEqualTo(StreamingContextState.STOPPED);
    assertThat(context.awaitTerminationOrTimeout(0)).isTrue();
    assertThatThrownBy(streams::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stopping_again_gives_the_same_report() {
    streams.collect(input);
    streams.start();
    DrainReport first = context.stop(true);
    assertThat(context.stop(true)).isSameAs(first);
    assertThat(context.stop(false)).isSameAs(first);
  }

  @Test
  void a_program_without_output_is_refused_and_can_be_closed() {
    assertThatThrownBy(streams::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found no output operation");
    assertThat(context.getState()).isEqualTo(StreamingContextState.STOPPED);
    assertThat(context.stop(true).outcome()).isEqualTo(Outcome.IMMEDIATE);
  }

  @Test
  void after_the_start_nothing_can_be_added() {
    streams.collect(input);
    streams.start();
    assertClosed("start");
  }

  @Test
  void after_the_stop_nothing_can_be_added() {
    streams.collect(input);
    streams.start();
    context.stop();
    assertClosed("stop");
  }

  @Test
  void after_a_stop_without_start_nothing_can_be_added() {
    context.stop();
    assertClosed("stop");
  }

  private void assertClosed(String word) {
    List<Runnable> changes =
        List.of(
            () -> context.socketTextStream("localhost", 1),
            () -> context.receiverStream(new HandFedReceiver()),
            () -> streams.input(List.of(List.of("x"))),
            () -> input.map(line -> line),
            () -> input.filter(line -> true),
            () -> input.union(input),
            () -> input.count(),
            () -> input.window(Durations.seconds(2)),
            () -> input.transform(rdd -> rdd),
            () -> context.union(List.of(input, input)),
            () -> input.print(),
            () -> input.foreachRDD(rdd -> {}),
            () -> input.saveAsTextFiles("out"),
            () -> input.named("name"),
            () -> input.persist(StorageLevel.MEMORY_ONLY),
            () -> input.checkpoint(Durations.seconds(5)),
            () -> context.remember(Durations.seconds(5)));
    for (Runnable change : changes) {
      assertThatThrownBy(change::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(word);
    }
  }

  @Test
  void a_job_can_stop_the_program() throws InterruptedException {
    List<DrainReport> reports = new ArrayList<>();
    input.foreachRDD(rdd -> reports.add(context.stop(true)));
    streams.start();
    streams.advance(1);
    assertThat(context.awaitTerminationOrTimeout(20_000)).isTrue();
    assertThat(reports).extracting(DrainReport::outcome).containsExactly(Outcome.REQUESTED);
    assertThat(context.stop().outcome()).isEqualTo(Outcome.CLEAN);
  }

  @Test
  void a_function_in_a_task_can_stop_the_program() throws InterruptedException {
    input.repartition(4).map(record -> context.stop(true).outcome()).foreachRDD(RDD::collect);
    streams.start();
    streams.advance(1);
    assertThat(context.awaitTerminationOrTimeout(20_000)).isTrue();
    assertThat(context.stop().outcome()).isEqualTo(Outcome.CLEAN);
  }

  @Test
  void a_transform_function_can_stop_the_program() throws InterruptedException {
    DStream<String> stopping =
        input.transform(
            rdd -> {
              DrainReport unused = context.stop(true);
              return rdd;
            });
    Collected<String> collected = streams.collect(stopping);
    streams.start();
    streams.advance(1);
    assertThat(context.awaitTerminationOrTimeout(20_000)).isTrue();
    assertThat(collected.records()).containsExactly("a");
  }

  @Test
  void a_listener_can_stop_the_program() throws InterruptedException {
    streams.collect(input);
    AtomicBoolean asked = new AtomicBoolean();
    context.addStreamingListener(
        new StopsAfterBatch(() -> asked.set(context.stop(true).outcome() == Outcome.REQUESTED)));
    streams.start();
    streams.advance(1);
    assertThat(context.awaitTerminationOrTimeout(20_000)).isTrue();
    assertThat(asked).isTrue();
  }

  /** Stops when a batch has completed. */
  private record StopsAfterBatch(Runnable stop) implements StreamingListener {
    @Override
    public void onBatchCompleted(StreamingEvent.BatchCompleted event) {
      stop.run();
    }
  }

  @Test
  void several_programs_run_side_by_side() {
    Collected<String> here = streams.collect(input);
    try (TestStreams other = TestStreams.create(Durations.seconds(2))) {
      Collected<Integer> there = other.collect(other.input(List.of(List.of(1, 2))));
      streams.start();
      other.start();
      streams.advance(1);
      other.advance(1);
      context.stop();
      assertThat(here.batches()).containsExactly(List.of("a"));
      assertThat(there.batches()).containsExactly(List.of(1, 2));
      assertThat(other.context().getState()).isEqualTo(StreamingContextState.ACTIVE);
    }
  }

  @Test
  void waiting_ends_when_the_time_is_up_or_the_program_stops() throws Exception {
    streams.collect(input);
    streams.start();
    assertThat(context.awaitTerminationOrTimeout(1)).isFalse();
    FutureTask<Boolean> waiting =
        Threads.start(
            () -> {
              context.awaitTermination();
              return true;
            });
    context.stop();
    assertThat(Threads.get(waiting)).isTrue();
  }

  @Test
  void a_source_that_cannot_start_fails_the_start_and_the_others_are_stopped() {
    LoggingSource good = new LoggingSource(false);
    LoggingSource bad = new LoggingSource(true);
    context.sourceStream(good).print();
    context.sourceStream(bad).print();
    assertThatThrownBy(streams::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no such place");
    assertThat(good.log).containsExactly("start", "stop");
    assertThat(bad.log).containsExactly("start");
    assertThat(context.getState()).isEqualTo(StreamingContextState.STOPPED);
    assertThat(context.stop(true).outcome()).isEqualTo(Outcome.IMMEDIATE);
  }

  @Test
  void sources_are_started_and_stopped_once() {
    LoggingSource source = new LoggingSource(false);
    context.sourceStream(source).foreachRDD(rdd -> {});
    streams.start();
    streams.advance(2);
    context.stop(true);
    assertThat(source.log).containsExactly("start", "stop");
  }

  /** Gives nothing, and cannot start if so asked. */
  private static final class LoggingSource implements InputSource<String> {
    final List<String> log = new ArrayList<>();
    private final boolean fails;

    LoggingSource(boolean fails) {
      this.fails = fails;
    }

    @Override
    public String name() {
      return "Test stream";
    }

    @Override
    public Guarantee guarantee() {
      return Guarantee.IN_PROCESS;
    }

    @Override
    public Bytes start(Time zero) {
      log.add("start");
      if (fails) {
        throw new IllegalArgumentException("no such place");
      }
      return Bytes.EMPTY;
    }

    @Override
    public BatchInput plan(Time batch, int streamId) {
      return new BatchInput(streamId, 0, List.of(), Bytes.EMPTY, Map.of());
    }

    @Override
    public RDD<String> read(RddContext rdds, Time batch, BatchInput batchInput) {
      return rdds.emptyRDD();
    }

    @Override
    public void stop() {
      log.add("stop");
    }
  }
}
