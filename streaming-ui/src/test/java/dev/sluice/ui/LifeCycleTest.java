package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // programs are looked at from outside
class LifeCycleTest {
  private static TestStreams started(StreamingConf conf) {
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1));
    streams.input(List.of(List.of("a"))).foreachRDD(rdd -> rdd.collect());
    streams.start();
    return streams;
  }

  @Test
  void two_programs_in_one_process_have_a_page_each() throws Exception {
    int port = Reader.freePort();
    try (TestStreams one = started(Reader.shownOn(port).setAppName("one"));
        TestStreams two = started(Reader.shownOn(port).setAppName("two"))) {
      assertThat(new Reader(port).json("/api/v1/summary").path("application").asText())
          .isEqualTo("one");
      assertThat(new Reader(port + 1).json("/api/v1/summary").path("application").asText())
          .isEqualTo("two");
    }
  }

  @Test
  void a_program_without_a_free_port_goes_on_without_a_page() throws Exception {
    try (ServerSocket taken = new ServerSocket(65_535, 1, InetAddress.getLoopbackAddress());
        TestStreams streams = started(Reader.shownOn(65_535))) {
      streams.advance(1);

      assertThat(streams.context().monitor().failure()).isEmpty();
    }
  }

  @Test
  void there_is_no_page_where_it_is_switched_off() throws Exception {
    int port = Reader.freePort();
    try (TestStreams streams = started(Reader.shownOn(port).set("streaming.ui.enabled", "false"))) {
      assertThatIOException().isThrownBy(() -> new Reader(port).get("/health/live"));
    }
  }

  @Test
  void the_page_ends_with_the_program_and_leaves_no_thread_and_no_port() throws Exception {
    int port = Reader.freePort();
    Reader reader = new Reader(port);
    Set<Thread> before = threads();
    try (TestStreams streams = started(Reader.shownOn(port))) {
      streams.advance(1);
      assertThat(reader.get("/api/v1/summary").statusCode()).isEqualTo(200);
      assertThat(threads()).allMatch(Thread::isDaemon).hasSizeGreaterThan(before.size());
    }

    assertThatIOException().isThrownBy(() -> reader.get("/health/live"));
    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> before.containsAll(threads()));
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sluice-ui"))
        .filter(Thread::isAlive)
        .collect(Collectors.toSet());
  }

  @Test
  void a_program_stopped_by_an_interrupted_thread_frees_the_port() throws Exception {
    int port = Reader.freePort();
    TestStreams streams = started(Reader.shownOn(port));

    Thread.currentThread().interrupt();
    streams.close();
    boolean stillInterrupted = Thread.interrupted();

    assertThat(stillInterrupted).isTrue();
    assertThatIOException().isThrownBy(() -> new Reader(port).get("/health/live"));
  }
}
