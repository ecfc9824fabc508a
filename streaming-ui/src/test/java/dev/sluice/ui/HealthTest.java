package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rdd.RDD;
import dev.sluice.streaming.StreamingContext;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Clock;
import dev.sluice.time.Durations;
import dev.sluice.time.ManualClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthTest {
  private Reader reader;

  @BeforeEach
  void findPort() throws Exception {
    reader = new Reader(Reader.freePort());
  }

  @Test
  void a_program_is_ready_once_its_first_batch_is_done() throws Exception {
    try (TestStreams streams =
        TestStreams.create(Reader.shownOn(reader.port()), Durations.seconds(1))) {
      streams.input(List.of(List.of("a"))).foreachRDD(rdd -> rdd.collect());
      streams.start();
      HttpResponse<String> before = reader.get("/health/ready");
      HttpResponse<String> live = reader.get("/health/live");
      streams.advance(1);
      HttpResponse<String> after = reader.get("/health/ready");

      assertThat(before.statusCode()).isEqualTo(503);
      assertThat(Reader.parse(before.body()).path("status").asText()).isEqualTo("DOWN");
      assertThat(Reader.parse(before.body()).path("reason").asText()).contains("not done yet");
      assertThat(live.statusCode()).isEqualTo(200);
      assertThat(after.statusCode()).isEqualTo(200);
      assertThat(Reader.parse(after.body()).path("status").asText()).isEqualTo("UP");
    }
  }

  @Test
  void a_program_whose_batch_hangs_does_not_live_and_lives_again_when_it_ends() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    SkewedClock clock = new SkewedClock();
    try (StreamingContext context =
        new StreamingContext(
            Reader.shownOn(reader.port()).setMaster("local[2]").setAppName("hangs"),
            Durations.seconds(1),
            clock)) {
      Queue<RDD<String>> input = new ArrayDeque<>();
      input.add(context.rddContext().parallelize(List.of("a")));
      context.queueStream(input).foreachRDD(rdd -> hanging.await());
      context.start();
      Thread ticking = clock.tickInBackground();
      awaitUntil(() -> reader.json("/api/v1/summary").at("/batches/active").asInt() == 1);
      int liveBefore = reader.get("/health/live").statusCode();
      clock.skew(Duration.ofSeconds(60));
      HttpResponse<String> stalled = reader.get("/health/live");
      JsonNode verdict = reader.json("/api/v1/summary").path("verdict");
      hanging.countDown();

      assertThat(liveBefore).isEqualTo(200);
      assertThat(stalled.statusCode()).isEqualTo(503);
      assertThat(Reader.parse(stalled.body()).path("reason").asText())
          .contains("No batch has ended")
          .contains("30.0 s");
      assertThat(verdict.path("state").asText()).isEqualTo("STALLED");
      awaitUntil(() -> reader.get("/health/live").statusCode() == 200);
      ticking.join();
    } finally {
      hanging.countDown();
    }
  }

  private static void awaitUntil(Callable<Boolean> condition) {
    Awaitility.await().atMost(50, TimeUnit.SECONDS).until(condition);
  }

  /** A manual clock that shows a later time than it has, without anything being due. */
  private static final class SkewedClock implements Clock {
    private final ManualClock clock = new ManualClock();
    private final AtomicLong skewMs = new AtomicLong();

    void skew(Duration duration) {
      skewMs.set(duration.toMillis());
    }

    /** Lets a second pass, and waits elsewhere for what that causes. */
    Thread tickInBackground() {
      Thread ticking = new Thread(() -> clock.advance(Duration.ofSeconds(1)), "ticking");
      ticking.setDaemon(true);
      ticking.start();
      return ticking;
    }

    @Override
    public long millis() {
      return clock.millis() + skewMs.get();
    }

    @Override
    public Timer schedule(long atMs, Runnable task) {
      return clock.schedule(atMs, task);
    }

    @Override
    public Registration join(Participant participant) {
      return clock.join(participant);
    }
  }
}
