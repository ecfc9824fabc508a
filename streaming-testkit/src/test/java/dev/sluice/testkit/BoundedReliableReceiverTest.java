package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.listener.StreamingEvent;
import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.ResendingSource.Numbers;
import dev.sluice.time.Durations;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bound into which no block fits: each waits until those before it are processed. */
class BoundedReliableReceiverTest {
  private static final int NUMBERS = 30;

  private final ResendingSource source = new ResendingSource();
  private final Numbers receiver = new Numbers(source, true);
  private final RecordedEvents events = new RecordedEvents();
  private TestStreams streams = TestStreams.create(Durations.seconds(1));

  @AfterEach
  void stop() throws InterruptedException {
    streams.close();
    Threads.assertNoneLeft();
  }

  private Collected<Integer> start(String ackAfter) throws InterruptedException {
    streams.close();
    StreamingConf conf =
        new StreamingConf()
            .set("streaming.receiver.maxUnprocessedBytes", "1")
            .set("streaming.receiverRestartDelay", "500ms")
            .set("streaming.gracefulStopTimeout", "20s")
            .set("streaming.receiver.ackAfter", ackAfter);
    streams = TestStreams.create(conf, Durations.seconds(1));
    streams.context().addStreamingListener(events);
    Collected<Integer> collected = streams.collect(streams.context().receiverStream(receiver));
    streams.start();
    source.awaitStart(receiver);
    return collected;
  }

  private FutureTask<Boolean> send() throws InterruptedException {
    FutureTask<Boolean> sending =
        Threads.start(
            () -> {
              source.sendUpTo(NUMBERS, receiver);
              return true;
            });
    events.await(StreamingEvent.ReceiverSlowed.class, 1);
    return sending;
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored", "processed"})
  void positions_are_acknowledged_in_order_although_blocks_wait(String ackAfter) throws Exception {
    Collected<Integer> collected = start(ackAfter);
    FutureTask<Boolean> sending = send();
    while (!sending.isDone()) {
      streams.advance(1);
    }
    assertThat(streams.context().stop(true).outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(source.unacknowledged()).isEmpty();
    assertThat(collected.records()).isEqualTo(LargeRecords.range(0, NUMBERS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored", "processed"})
  void a_restart_ends_the_waiting_and_what_waited_comes_again(String ackAfter) throws Exception {
    Collected<Integer> collected = start(ackAfter);
    FutureTask<Boolean> sending = send();
    receiver.restart("the connection broke");
    awaitEnd(sending);
    FutureTask<Boolean> again =
        Threads.start(
            () -> {
              source.sendAgain(receiver);
              return true;
            });
    while (!again.isDone()) {
      streams.advance(1);
    }
    assertThat(Threads.get(again)).isTrue();
    assertThat(streams.context().stop(true).outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(source.unacknowledged()).isEmpty();
    assertThat(collected.records()).doesNotHaveDuplicates().hasSameElementsAs(sent());
  }

  /** A source that sends again sends nothing new meanwhile. */
  private static void awaitEnd(FutureTask<Boolean> sending) throws Exception {
    try {
      Threads.get(sending);
    } catch (ExecutionException broken) {
      assertThat(broken).hasCauseInstanceOf(ReceiverStoppedException.class);
    }
  }

  private Set<Integer> sent() {
    return Set.copyOf(LargeRecords.range(0, source.sent()));
  }
}
