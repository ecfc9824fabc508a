package dev.sluice.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.listener.DrainReport;
import dev.sluice.listener.DrainReport.Outcome;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.ReceiverStoppedException;
import dev.sluice.receiver.ReliableReceiver;
import dev.sluice.streaming.StreamingConf;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReliableStopTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch acknowledging = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private TestStreams streams = TestStreams.create(Durations.seconds(1));

  @AfterEach
  void stop() throws InterruptedException {
    release.countDown();
    streams.close();
    Threads.assertNoneLeft();
  }

  private void create(String ackAfter) {
    create(ackAfter, "20s");
  }

  private void create(String ackAfter, String stopTimeout) {
    streams.close();
    StreamingConf conf =
        new StreamingConf()
            .set("streaming.gracefulStopTimeout", stopTimeout)
            .set("streaming.receiver.ackAfter", ackAfter);
    streams = TestStreams.create(conf, Durations.seconds(1));
  }

  private boolean advance() {
    streams.advance(1);
    return true;
  }

  private Source start(Source source) throws InterruptedException {
    streams.context().receiverStream(source).foreachRDD(rdd -> log.add("output " + rdd.collect()));
    streams.start();
    Threads.await(started);
    return source;
  }

  /** Logs its calls. */
  private class Source extends ReliableReceiver<String, Integer> {
    private static final long serialVersionUID = 1L;

    Source() {
      super(StorageLevel.MEMORY_ONLY);
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onStop() {
      log.add("onStop");
    }

    @Override
    protected void acknowledge(List<Integer> positions) throws InterruptedException {
      log.add("acknowledge " + positions);
    }
  }

  /** Does not end to acknowledge unless interrupted. */
  private final class Hanging extends Source {
    private static final long serialVersionUID = 1L;

    @Override
    protected void acknowledge(List<Integer> positions) throws InterruptedException {
      acknowledging.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        log.add("interrupted");
        throw e;
      }
    }
  }

  /** Stops the program. */
  private final class Stopping extends Source {
    private static final long serialVersionUID = 1L;

    private final boolean atStart;

    Stopping(boolean atStart) {
      this.atStart = atStart;
    }

    private void stopProgram() {
      log.add("stop " + streams.context().stop(true).outcome());
      acknowledging.countDown();
    }

    @Override
    public void onStart() {
      super.onStart();
      if (atStart) {
        stopProgram();
      }
    }

    @Override
    protected void acknowledge(List<Integer> positions) {
      if (!atStart) {
        stopProgram();
      }
    }
  }

  @Test
  void a_graceful_stop_acknowledges_the_last_batch_before_the_receiver_stops() throws Exception {
    create("processed");
    Source source = start(new Source());
    source.store("a", 1);
    streams.advance(1);
    source.store("b", 2);
    source.store("c", 3);
    DrainReport report = streams.context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.CLEAN);
    assertThat(report.receiversLeft()).isEmpty();
    assertThat(String.join(", ", log))
        .matches("output \\[a], acknowledge \\[1], output \\[b, c], acknowledge \\[2, 3], onStop");
  }

  @Test
  void a_stop_at_once_acknowledges_only_what_is_processed() throws Exception {
    create("processed");
    Source source = start(new Source());
    source.store("a", 1);
    streams.advance(1);
    source.store("b", 2);
    streams.context().stop(false);
    assertThat(log).containsExactly("output [a]", "acknowledge [1]", "onStop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored", "processed"})
  void an_acknowledgement_that_hangs_is_interrupted_at_the_deadline(String ackAfter)
      throws Exception {
    create(ackAfter, "50ms");
    Source source = start(new Hanging());
    source.store("a", 1);
    FutureTask<Boolean> advancing = Threads.start(this::advance);
    Threads.await(acknowledging);
    DrainReport report = streams.context().stop(true);
    assertThat(report.outcome()).isEqualTo(Outcome.DEADLINE);
    assertThat(log).contains("interrupted", "onStop");
    Threads.get(advancing);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_receiver_may_stop_the_program_where_it_starts_and_where_it_acknowledges(boolean atStart)
      throws Exception {
    create("stored");
    Source source = start(new Stopping(atStart));
    if (!atStart) {
      source.store("a", 1);
    }
    Threads.await(acknowledging);
    assertThat(log).contains("stop REQUESTED");
    assertThat(streams.context().stop(true).outcome()).isEqualTo(Outcome.CLEAN);
  }

  @Test
  void a_receiver_that_is_to_stop_refuses_records() throws Exception {
    create("processed");
    Source source = start(new Source());
    streams.context().stop(true);
    assertThatThrownBy(() -> source.store("late", 1)).isInstanceOf(ReceiverStoppedException.class);
    assertThat(log).containsExactly("onStop");
  }
}
