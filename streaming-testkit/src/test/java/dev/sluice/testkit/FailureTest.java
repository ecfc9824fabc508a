package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.dstream.DStream;
import dev.sluice.dstream.Guarantee;
import dev.sluice.dstream.InputSource;
import dev.sluice.engine.BlockStore;
import dev.sluice.engine.Engine;
import dev.sluice.io.Bytes;
import dev.sluice.ledger.BatchInput;
import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.listener.StreamingListener;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.streaming.StreamingException;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureTest {
  private final TestStreams streams = TestStreams.create(Durations.seconds(1));
  private final StreamingContext context = streams.context();
  private final DStream<Integer> numbers =
      streams.input(List.of(List.of(1, 2), List.of(3), List.of(4)));

  @AfterEach
  void stop() throws InterruptedException {
    streams.close();
    Threads.assertNoneLeft();
  }

  private StreamingException failureOf(int batches) {
    return catchThrowableOfType(StreamingException.class, () -> streams.advance(batches));
  }

  @Test
  void what_a_map_function_throws_is_the_cause() {
    IOException thrown = new IOException("two is too many");
    numbers
        .map(
            number -> {
              if (number == 2) {
                throw thrown;
              }
              return number;
            })
        .foreachRDD(RDD::collect);
    streams.start();
    StreamingException failure = failureOf(1);
    assertThat(failure.getCause()).isExactlyInstanceOf(IOException.class).isSameAs(thrown);
    assertThat(failure).hasMessageContaining("1000 ms").hasMessageContaining("foreachRDD");
  }

  @Test
  void what_an_output_operation_throws_is_the_cause() {
    IllegalStateException thrown = new IllegalStateException("no disk");
    numbers.foreachRDD(
        rdd -> {
          throw thrown;
        });
    streams.start();
    assertThat(failureOf(1)).hasCause(thrown);
  }

  @Test
  void what_a_transform_function_throws_is_the_cause_and_the_message_names_the_operator() {
    IllegalStateException thrown = new IllegalStateException("no table");
    DStream<Integer> failing =
        numbers.transform(
            rdd -> {
              throw thrown;
            });
    failing.named("lookup").foreachRDD(RDD::collect);
    streams.start();
    assertThat(failureOf(1))
        .hasCause(thrown)
        .hasMessage(
            "Cannot generate batch 1000 ms: Cannot compute transform \"lookup\" for batch 1000 ms:"
                + " java.lang.IllegalStateException: no table");
  }

  @Test
  void an_error_in_a_transform_function_is_no_other_than_an_exception() {
    DStream<Integer> failing =
        numbers.transform(
            (rdd, time) -> {
              if (time.milliseconds() == 1000) {
                throw new AssertionError("never");
              }
              return rdd;
            });
    Collected<Integer> collected = streams.collect(failing);
    streams.start();
    assertThat(failureOf(2)).hasRootCauseInstanceOf(AssertionError.class);
    assertThat(collected.records()).containsExactly(3);
    assertThat(context.stop(true).batchesLeft()).containsExactly(new Time(1000));
  }

  @Test
  @SuppressWarnings("NullAway") // what this is about
  void null_from_a_transform_function_names_the_operator() {
    DStream<Integer> failing = numbers.transform(rdd -> null);
    failing.named("lookup").foreachRDD(RDD::collect);
    streams.start();
    assertThat(failureOf(1))
        .hasMessageContaining("transform \"lookup\" for batch 1000 ms")
        .hasMessageContaining("returned null, expected a dataset");
  }

  @Test
  void batches_after_a_failed_one_run() {
    Collected<Integer> collected =
        streams.collect(
            numbers.map(
                number -> {
                  if (number == 3) {
                    throw new IllegalStateException("three");
                  }
                  return number;
                }));
    streams.start();
    StreamingException failure = failureOf(3);
    assertThat(failure).hasRootCauseMessage("three").hasMessageContaining("2000 ms");
    assertThat(collected.batches()).containsExactly(List.of(1, 2), List.of(4));
    DrainReport report = context.stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.batchesLeft()).containsExactly(new Time(2000));
  }

  @Test
  void the_first_failure_counts() {
    numbers.foreachRDD(
        (rdd, time) -> {
          throw new IllegalStateException("batch " + time);
        });
    streams.start();
    assertThat(failureOf(2)).hasRootCauseMessage("batch 1000 ms");
    assertThatThrownBy(context::awaitTermination).hasRootCauseMessage("batch 1000 ms");
  }

  @Test
  void other_outputs_of_a_failed_batch_run_and_the_event_has_the_reason() {
    RecordedEvents events = new RecordedEvents();
    context.addStreamingListener(events);
    numbers.foreachRDD(
        rdd -> {
          throw new IllegalStateException("no disk");
        });
    Collected<Integer> collected = streams.collect(numbers);
    streams.start();
    assertThat(failureOf(1)).hasRootCauseMessage("no disk");
    assertThat(collected.records()).containsExactly(1, 2);
    List<StreamingEvent.OutputOperationCompleted> outputs =
        events.of(StreamingEvent.OutputOperationCompleted.class);
    assertThat(outputs.get(0).outputOperationInfo().failureReason().orElseThrow())
        .startsWith("java.lang.IllegalStateException: no disk");
    assertThat(outputs.get(1).outputOperationInfo().failureReason()).isEmpty();
  }

  @Test
  void who_waits_learns_of_a_failure_at_once() throws Exception {
    numbers.foreachRDD(
        rdd -> {
          throw new IllegalStateException("no disk");
        });
    streams.start();
    FutureTask<Boolean> waiting =
        Threads.start(
            () -> {
              assertThatThrownBy(context::awaitTermination).isInstanceOf(StreamingException.class);
              return true;
            });
    assertThat(failureOf(1)).isNotNull();
    assertThat(Threads.get(waiting)).isTrue();
  }

  @Test
  void a_listener_that_throws_fails_the_program_and_batches_go_on() {
    context.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onBatchStarted(StreamingEvent.BatchStarted event) {
            throw new IllegalStateException("no page");
          }
        });
    Collected<Integer> collected = streams.collect(numbers);
    streams.start();
    assertThat(failureOf(2)).hasRootCauseMessage("no page").hasMessageContaining("listener");
    assertThat(collected.batches()).hasSize(2);
    assertThat(context.stop(true).outcome()).isEqualTo(Outcome.CLEAN);
  }

  @Test
  void a_source_that_cannot_choose_fails_the_batch_and_loses_nothing() throws Exception {
    HandFedReceiver receiver = new HandFedReceiver();
    Collected<String> collected =
        streams.collect(
            numbers
                .map(String::valueOf)
                .union(context.receiverStream(receiver))
                .union(context.sourceStream(new FailsOnce())));
    streams.start();
    receiver.awaitStart().store("received");
    assertThat(failureOf(2))
        .hasMessageContaining("Cannot choose the input of Test stream [2] for batch 1000 ms")
        .hasCauseExactlyInstanceOf(IOException.class);
    assertThat(collected.batches()).containsExactly(List.of("3", "received"));
    DrainReport report = context.stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.batchesLeft()).containsExactly(new Time(1000));
    assertThat(report.recordsLeft()).as("what the first source chose").isEqualTo(2);
  }

  @Test
  void blocks_of_a_failed_batch_are_kept() throws Exception {
    HandFedReceiver receiver = new HandFedReceiver();
    context
        .receiverStream(receiver)
        .foreachRDD(
            (rdd, time) -> {
              if (time.milliseconds() == 1000) {
                throw new IllegalStateException("no disk");
              }
            });
    streams.start();
    receiver.awaitStart().store("kept");
    assertThat(failureOf(1)).isNotNull();
    receiver.store("dropped");
    assertThat(failureOf(4)).isNotNull();
    BlockStore blocks = ((Engine) context.rddContext().runner()).blocks();
    assertThat(blocks.usage().blocks()).isEqualTo(1);
  }

  /** Cannot choose what the first batch reads. */
  private static final class FailsOnce implements InputSource<String> {
    private boolean failed;

    @Override
    public String name() {
      return "Test stream";
    }

    @Override
    public Guarantee guarantee() {
      return Guarantee.REPLAYABLE;
    }

    @Override
    public BatchInput plan(Time batch, int streamId) throws IOException {
      if (!failed) {
        failed = true;
        throw new IOException("no answer");
      }
      return new BatchInput(streamId, 0, List.of(), Bytes.EMPTY, Map.of());
    }

    @Override
    public RDD<String> read(RddContext rdds, Time batch, BatchInput input) {
      return rdds.emptyRDD();
    }
  }
}
