package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.ResendingSource.Numbers;
import dev.sluice.time.Durations;
import dev.sluice.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program without write-ahead log that goes on after the batches at 2 and 3 seconds, with the
 * numbers 3 to 5 and 6 to 8, were received and not done; its source sends them again.
 */
class RefilledProgramTest {
  private static final int PER_BATCH = 3;

  private final CrashingStorage storage = new CrashingStorage(1);
  private final ResendingSource source = new ResendingSource();
  private final Map<Time, List<Integer>> written = new TreeMap<>();
  private final List<Time> outputs = new ArrayList<>();
  private String bound = "64m";
  private boolean isSinkAway;
  private Numbers receiver = new Numbers(source, true);
  private TestStreams streams = TestStreams.create(Durations.seconds(1));

  @BeforeEach
  void leaveBatchesUndone() throws InterruptedException {
    begin(0, "processed");
    source.awaitStart(receiver);
    send();
    streams.advance(1);
    isSinkAway = true;
    send();
    assertThatExceptionOfType(StreamingException.class).isThrownBy(() -> streams.advance(1));
    send();
    assertThatExceptionOfType(StreamingException.class).isThrownBy(() -> streams.advance(1));
    streams.close();
    isSinkAway = false;
    assertThat(written).containsOnlyKeys(seconds(1));
    assertThat(source.unacknowledged()).containsExactly(3, 4, 5, 6, 7, 8);
    outputs.clear();
  }

  @AfterEach
  void close() throws InterruptedException {
    streams.close();
    Threads.assertNoneLeft();
  }

  private void begin(int second, String ackAfter) {
    streams.close();
    StreamingConf conf =
        new StreamingConf()
            .set("streaming.checkpoint.interval", "100s")
            .set("streaming.receiverRestartDelay", "500ms")
            .set("streaming.receiver.refillTimeout", "10s")
            .set("streaming.receiver.maxUnprocessedBytes", bound)
            .set("streaming.receiver.ackAfter", ackAfter);
    streams = TestStreams.create(conf, Durations.seconds(1), seconds(second));
    streams.context().checkpoint(storage);
    receiver = new Numbers(source, true);
    streams
        .context()
        .receiverStream(receiver)
        .foreachRDD((rdd, time) -> write(time, rdd.collect()));
    streams.start();
  }

  private void send() {
    source.sendUpTo(sent() + PER_BATCH, receiver);
  }

  private int sent() {
    return source.sent();
  }

  private synchronized void write(Time time, List<Integer> numbers) {
    if (isSinkAway) {
      throw new IllegalStateException("the sink is away");
    }
    outputs.add(time);
    written.put(time, numbers);
  }

  private static Time seconds(int seconds) {
    return new Time(seconds * 1_000L);
  }

  private void store(int... numbers) {
    for (int number : numbers) {
      receiver.store(number, number);
    }
  }

  private void assertAllOnce() {
    assertThat(written.get(seconds(2))).containsExactly(3, 4, 5);
    assertThat(written.values().stream().flatMap(List::stream).sorted())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(outputs).doesNotHaveDuplicates();
    assertThat(source.unacknowledged()).isEmpty();
  }

  @Test
  void batches_run_again_with_what_they_had_and_new_ones_wait_for_that() throws Exception {
    begin(3, "processed");
    source.awaitStart(receiver);
    store(3, 4);
    streams.advance(2);
    assertThat(outputs).isEmpty();
    store(5, 6, 7, 8);
    streams.advance(1);
    assertAllOnce();
    assertThat(outputs).contains(seconds(2), seconds(4), seconds(5), seconds(6));
  }

  @Test
  void what_comes_again_needs_no_room_and_what_is_new_waits_for_it() throws Exception {
    bound = "1";
    begin(3, "processed");
    source.sendAgain(receiver);
    FutureTask<Boolean> sending =
        Threads.start(
            () -> {
              source.sendUpTo(12, receiver);
              return true;
            });
    while (!sending.isDone()) {
      streams.advance(1);
    }
    assertThat(streams.context().stop(true).outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(written.get(seconds(2))).containsExactly(3, 4, 5);
    assertThat(written.values().stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    assertThat(source.unacknowledged()).isEmpty();
  }

  @Test
  void a_source_that_does_not_send_again_is_given_up_in_time() throws Exception {
    begin(3, "processed");
    source.awaitStart(receiver);
    store(3, 4);
    streams.advance(9);
    assertThat(outputs).isEmpty();
    streams.advance(2);
    assertThat(written.get(seconds(2))).as("in whole blocks").isSubsetOf(3, 4);
    assertThat(written.values().stream().flatMap(List::stream)).containsExactly(0, 1, 2, 3, 4);
    assertThat(source.unacknowledged()).containsExactly(5, 6, 7, 8);
    store(5, 6, 7, 8);
    streams.advance(1);
    assertThat(source.unacknowledged()).isEmpty();
    assertThat(written.values().stream().flatMap(List::stream))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void a_receiver_that_restarts_meanwhile_gets_all_again() throws Exception {
    begin(3, "processed");
    source.awaitStart(receiver);
    store(3, 4, 5, 6);
    streams.advance(1);
    receiver.restart("the connection broke");
    streams.advance(1);
    source.sendAgain(receiver);
    streams.advance(2);
    assertAllOnce();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_stop_meanwhile_leaves_all_as_it_was(boolean graceful) throws Exception {
    begin(3, "processed");
    source.awaitStart(receiver);
    store(3, 4);
    streams.advance(2);
    DrainReport report = streams.context().stop(graceful);
    assertThat(report.outcome()).isEqualTo(graceful ? Outcome.AWAITING : Outcome.IMMEDIATE);
    assertThat(report.batchesLeft()).contains(seconds(2));
    assertThat(report.receiversLeft()).isEmpty();
    assertThat(outputs).isEmpty();
    assertThat(source.unacknowledged()).containsExactly(3, 4, 5, 6, 7, 8);

    begin(5, "processed");
    source.sendAgain(receiver);
    streams.advance(1);
    assertAllOnce();
  }

  @Test
  void a_crash_meanwhile_begins_again() throws Exception {
    begin(3, "processed");
    source.awaitStart(receiver);
    store(3, 4, 5);
    streams.advance(1);
    streams.close();
    begin(4, "processed");
    source.sendAgain(receiver);
    streams.advance(1);
    assertAllOnce();
  }

  @Test
  void a_stop_that_drains_finishes_what_the_last_records_complete() throws Exception {
    begin(3, "processed");
    source.sendAgain(receiver);
    assertThat(streams.context().stop(true).outcome()).isEqualTo(Outcome.CLEAN);
    assertAllOnce();
  }

  @Test
  void what_is_acknowledged_when_stored_is_lost_for_the_batch_and_counts_again() throws Exception {
    begin(3, "stored");
    source.sendAgain(receiver);
    streams.advance(1);
    assertThat(written.get(seconds(2))).isEmpty();
    assertThat(written.values().stream().flatMap(List::stream))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }
}
