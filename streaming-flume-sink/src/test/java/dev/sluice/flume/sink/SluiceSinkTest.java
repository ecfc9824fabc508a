package dev.sluice.flume.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.sluice.flume.sink.TestReceiver.Batch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flume.Context;
import org.apache.flume.FlumeException;
import org.apache.flume.Sink.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SluiceSinkTest {
  private static final int NOW = 0;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ScriptedChannel channel = new ScriptedChannel(3);
  private final SluiceSink sink = new SluiceSink();

  private void start(Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("port", Integer.toString(freePort()));
    sink.setName("k1");
    sink.setChannel(channel);
    sink.configure(new Context(all));
    sink.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private TestReceiver connect() throws IOException {
    return TestReceiver.greet(sink.port());
  }

  @AfterEach
  void stop() {
    sink.stop();
  }

  @Test
  void a_batch_is_taken_off_the_channel_when_it_is_acknowledged() throws IOException {
    start(Map.of());
    channel.add("a", "b", "c");
    try (TestReceiver receiver = connect()) {
      Batch batch = receiver.take(2, NOW);
      assertThat(batch.texts()).containsExactly("a", "b");
      assertThat(channel.taken()).isEmpty();

      assertThat(receiver.acknowledge(batch)).isTrue();

      assertThat(channel.taken()).containsExactly("a", "b");
      assertThat(receiver.take(2, NOW).texts()).containsExactly("c");
    }
  }

  @Test
  void a_batch_that_is_rejected_comes_again() throws IOException {
    start(Map.of());
    channel.add("a", "b");
    try (TestReceiver receiver = connect()) {
      assertThat(receiver.reject(receiver.take(9, NOW))).isTrue();

      assertThat(receiver.take(9, NOW).texts()).containsExactly("a", "b");
    }
  }

  @Test
  void a_batch_whose_receiver_has_gone_is_put_back_at_once() throws IOException {
    start(Map.of());
    channel.add("a");
    try (TestReceiver receiver = connect()) {
      assertThat(receiver.take(9, NOW).texts()).containsExactly("a");
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(channel.left()).containsExactly("a"));
  }

  @Test
  void a_batch_whose_receiver_is_silent_is_put_back_after_the_timeout() throws IOException {
    start(Map.of("timeout", "5"));
    channel.add("a");
    try (TestReceiver silent = connect();
        TestReceiver other = connect()) {
      Batch batch = silent.take(9, NOW);
      assertThat(batch.texts()).containsExactly("a");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                other.keep();
                assertThat(channel.left()).containsExactly("a");
              });

      assertThat(silent.awaitEnd()).isTrue();
      assertThat(other.take(9, NOW).texts()).containsExactly("a");
    }
  }

  @Test
  void a_receiver_that_says_it_is_alive_keeps_its_batch() throws IOException {
    start(Map.of("timeout", "5"));
    channel.add("a");
    try (TestReceiver receiver = connect()) {
      Batch batch = receiver.take(9, NOW);
      await()
          .during(Duration.ofSeconds(7))
          .atMost(PATIENCE)
          .until(
              () -> {
                receiver.keep();
                return channel.left().isEmpty();
              });
      assertThat(receiver.acknowledge(batch)).isTrue();
    }
  }

  @Test
  void a_batch_is_no_larger_than_a_transaction_of_the_channel() throws IOException {
    start(Map.of());
    channel.add("a", "b", "c", "d");
    try (TestReceiver receiver = connect()) {
      Batch batch = receiver.take(1_000, NOW);
      assertThat(batch.texts()).containsExactly("a", "b", "c");
      assertThat(receiver.acknowledge(batch)).isTrue();
      assertThat(receiver.take(1_000, NOW).texts()).containsExactly("d");
    }
  }

  @Test
  void a_batch_ends_when_it_has_many_bytes() throws IOException {
    start(Map.of("maxBatchBytes", "20"));
    channel.add("0123456789", "0123456789", "x");
    try (TestReceiver receiver = connect()) {
      assertThat(receiver.take(9, NOW).texts()).hasSize(2);
    }
  }

  @Test
  void a_receiver_waits_for_the_first_event_as_long_as_it_wants() throws Exception {
    start(Map.of("backoffInterval", "5"));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (TestReceiver receiver = connect()) {
      assertThat(receiver.take(9, 20).texts()).isEmpty();
      Future<Batch> waiting = thread.submit(() -> receiver.take(9, 30_000));

      channel.add("a");

      assertThat(waiting.get().texts()).containsExactly("a");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void a_commit_that_fails_is_told_and_the_events_come_again() throws IOException {
    start(Map.of());
    channel.add("a");
    channel.failCommits(true);
    try (TestReceiver receiver = connect()) {
      assertThat(receiver.acknowledge(receiver.take(9, NOW))).isFalse();
      channel.failCommits(false);

      Batch again = receiver.take(9, NOW);
      assertThat(again.texts()).containsExactly("a");
      assertThat(receiver.acknowledge(again)).isTrue();
    }
  }

  @Test
  void a_channel_that_fails_is_told_and_the_connection_goes_on() throws IOException {
    start(Map.of());
    channel.add("a");
    channel.failTakes(true);
    try (TestReceiver receiver = connect()) {
      assertThatIOException()
          .isThrownBy(() -> receiver.take(9, NOW))
          .withMessageContaining("broken");
      channel.failTakes(false);
      assertThat(receiver.take(9, NOW).texts()).containsExactly("a");
    }
  }

  @Test
  void only_the_batch_that_is_open_can_be_acknowledged() throws IOException {
    start(Map.of());
    channel.add("a");
    try (TestReceiver receiver = connect()) {
      Batch batch = receiver.take(9, NOW);
      assertThat(receiver.settle(SinkProtocol.ACK, batch.number() + 1)).isFalse();
      assertThat(receiver.acknowledge(batch)).isTrue();
      assertThat(receiver.acknowledge(batch)).isFalse();
    }
  }

  @Test
  void who_does_not_keep_the_protocol_is_disconnected() throws IOException {
    start(Map.of());
    try (TestReceiver receiver = connect()) {
      receiver.sendRaw(99);
      assertThat(receiver.awaitEnd()).isTrue();
    }
    channel.add("a", "b");
    try (TestReceiver receiver = connect()) {
      assertThat(receiver.take(1, NOW).texts()).containsExactly("a");
      assertThatIOException().isThrownBy(() -> receiver.take(1, NOW));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(channel.left()).containsExactly("a", "b"));
  }

  @Test
  void there_are_as_many_connections_as_threads() throws IOException {
    start(Map.of("threads", "1"));
    try (TestReceiver receiver = connect()) {
      assertThatIOException().isThrownBy(this::connect);
      assertThat(receiver.take(9, NOW).texts()).isEmpty();
    }
    await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> connect().close());
  }

  @Test
  void only_listed_addresses_may_connect() throws IOException {
    start(Map.of("allowedAddresses", "10.0.0.0/8"));
    assertThatIOException().isThrownBy(this::connect);
  }

  @Test
  void a_stop_puts_back_what_is_open_and_ends_who_waits() throws Exception {
    start(Map.of());
    channel.add("a");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestReceiver holding = connect();
        TestReceiver waiting = connect()) {
      assertThat(holding.take(9, NOW).texts()).containsExactly("a");
      Future<Status> processing = threads.submit(sink::process);
      Future<?> taking =
          threads.submit(() -> assertThatIOException().isThrownBy(() -> waiting.take(9, 50_000)));

      sink.stop();

      assertThat(channel.left()).containsExactly("a");
      assertThat(processing.get()).isEqualTo(Status.BACKOFF);
      taking.get();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_port_that_is_taken_is_an_error_after_which_it_can_start_again() throws IOException {
    start(Map.of());
    SluiceSink second = new SluiceSink();
    second.setName("k2");
    second.setChannel(channel);
    second.configure(new Context(Map.of("port", Integer.toString(sink.port()))));

    assertThatExceptionOfType(FlumeException.class)
        .isThrownBy(second::start)
        .withMessageContaining("Cannot listen on");
    sink.stop();
    second.start();

    try (TestReceiver receiver = TestReceiver.greet(second.port())) {
      assertThat(receiver.take(9, NOW).texts()).isEqualTo(List.of());
    } finally {
      second.stop();
    }
  }
}
