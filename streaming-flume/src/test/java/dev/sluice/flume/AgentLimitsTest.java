package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the receiver makes of those who are not to connect, or send too much or nothing sensible.
 */
class AgentLimitsTest extends Listening {
  private static final int PATIENCE_MS = 40_000;

  private void expectRefusal(byte[] sent, String reported) throws IOException {
    try (AvroClient client = AvroClient.connect(port())) {
      client.sendRaw(sent);
      assertThat(client.isEnded(PATIENCE_MS)).isTrue();
    }
    FlumeProgram.eventually(
        () -> program().errors().stream().anyMatch(error -> error.contains(reported)));
  }

  /** A client that is connected, once those before it that have gone are known to have. */
  private AvroClient admitted() {
    AtomicReference<AvroClient> admitted = new AtomicReference<>();
    FlumeProgram.eventually(
        () -> {
          AvroClient client = AvroClient.connect(port());
          try {
            assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
            admitted.set(client);
          } catch (IOException full) {
            client.close();
          }
          return admitted.get() != null;
        });
    return admitted.get();
  }

  @Test
  void what_is_no_call_ends_its_connection_is_reported_and_disturbs_no_other() throws Exception {
    start();
    try (AvroClient other = AvroClient.connect(port())) {
      assertThat(other.appendBatch(SOME)).isEqualTo(AvroClient.OK);

      expectRefusal(
          "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
          "Refused what 127.0.0.1 sent");
      expectRefusal(
          ByteBuffer.allocate(12).putInt(1).putInt(1).putInt(Integer.MAX_VALUE).array(),
          "malformed calls so far: 2");
      expectRefusal(
          ByteBuffer.allocate(12).putInt(1).putInt(1).putInt(-5).array(), "malformed calls");
      expectRefusal(
          ByteBuffer.allocate(20).putInt(1).putInt(1).putInt(8).putLong(-1).array(),
          "malformed calls so far: 4");

      assertThat(other.appendBatch(SOME)).isEqualTo(AvroClient.OK);
    }
  }

  @Test
  void a_length_within_a_call_that_is_too_large_is_refused() throws Exception {
    start();
    AvroOutput lie =
        AvroClient.handshake(AvroClient.FLUME, AvroClient.FLUME, null)
            .writeLong(0)
            .writeText("appendBatch")
            .writeLong(Long.MAX_VALUE)
            .writeLong(0)
            .writeLong(1L << 40);
    try (AvroClient client = AvroClient.connect(port())) {
      client.send(lie);
      assertThat(client.isEnded(PATIENCE_MS)).isTrue();
    }
    FlumeProgram.eventually(() -> !program().errors().isEmpty());
    assertThat(program().received()).isEmpty();
  }

  @Test
  void many_tiny_events_may_take_no_more_than_a_call_may() throws Exception {
    start(options -> options.withMaxCallBytes(64 * 1_000));
    List<FlumeEvent> tiny = List.of(FlumeEvent.of(Map.of(), new byte[0]));
    try (AvroClient client = AvroClient.connect(port())) {
      AvroOutput many =
          AvroClient.handshake(AvroClient.FLUME, AvroClient.FLUME, null)
              .writeLong(0)
              .writeText("appendBatch")
              .writeLong(2_000);
      for (int i = 0; i < 2_000; i++) {
        many.writeLong(0).writeLong(0);
      }
      client.send(many.writeLong(0));
      assertThat(client.isEnded(PATIENCE_MS)).isTrue();
    }
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.appendBatch(tiny)).isEqualTo(AvroClient.OK);
    }
    FlumeProgram.eventually(
        () -> program().errors().stream().anyMatch(error -> error.contains("malformed")));
  }

  @Test
  void there_are_no_more_connections_than_are_allowed() throws Exception {
    start(options -> options.withMaxConnections(2));
    try (AvroClient first = admitted();
        AvroClient second = admitted()) {
      try (AvroClient third = AvroClient.connect(port())) {
        assertThat(third.isEnded(PATIENCE_MS)).isTrue();
      }

      FlumeProgram.eventually(() -> !program().errors().isEmpty());
      assertThat(program().errors().get(0)).contains("found 2 others", "withMaxConnections");
      assertThat(first.appendBatch(SOME)).isEqualTo(AvroClient.OK);
      assertThat(second.appendBatch(SOME)).isEqualTo(AvroClient.OK);
    }
  }

  @Test
  void only_listed_addresses_may_connect() throws Exception {
    start(options -> options.withAllowedAddresses("10.0.0.0/8", "::1"));
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.isEnded(PATIENCE_MS)).isTrue();
    }
    FlumeProgram.eventually(() -> !program().errors().isEmpty());
    assertThat(program().errors().get(0)).contains("found the address 127.0.0.1", "10.0.0.0/8");
  }

  @Test
  void a_call_that_does_not_come_to_its_end_ends_its_connection() throws Exception {
    start(options -> options.withCallTimeout(Duration.ofMillis(300)));
    try (AvroClient client = AvroClient.connect(port())) {
      client.sendRaw(new byte[] {0, 0, 0, 1, 0});
      assertThat(client.isEnded(PATIENCE_MS)).isTrue();
    }
    FlumeProgram.eventually(() -> !program().errors().isEmpty());
    assertThat(program().errors().get(0)).contains("Lost the connection");
  }

  @Test
  void an_idle_connection_ends_and_that_is_no_error() throws Exception {
    start(options -> options.withIdleTimeout(Duration.ofMillis(300)));
    try (AvroClient client = AvroClient.connect(port())) {
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
      assertThat(client.isEnded(PATIENCE_MS)).isTrue();
    }
    assertThat(program().errors()).isEmpty();
  }

  @Test
  void a_client_without_certificate_is_refused_where_one_is_asked_for(@TempDir Path directory)
      throws Exception {
    TestKeys keys = TestKeys.in(directory);
    start(options -> options.withTls(keys.mutualTls()));
    try (AvroClient stranger =
        new AvroClient(
            keys.client(false)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port()),
            false)) {
      assertThatIOException().isThrownBy(() -> stranger.appendBatch(SOME));
    }
    try (AvroClient open = AvroClient.connect(port())) {
      assertThatIOException().isThrownBy(() -> open.appendBatch(SOME));
    }
    try (AvroClient client =
        new AvroClient(
            keys.client(true)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port()),
            false)) {
      assertThat(client.appendBatch(SOME)).isEqualTo(AvroClient.OK);
    }
    FlumeProgram.eventually(() -> !program().errors().isEmpty());
    assertThat(program().errors()).noneMatch(error -> error.contains(TestKeys.PASSWORD));
  }
}
