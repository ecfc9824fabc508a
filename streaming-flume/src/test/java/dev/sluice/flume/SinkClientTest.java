package dev.sluice.flume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the receiver says and understands, by the bytes that the sink's tests go by, too. */
class SinkClientTest {
  private static final Path WIRE =
      Path.of("..", "streaming-flume-sink", "src", "test", "resources", "protocol.properties");

  private final Properties wire = new Properties();
  private ServerSocket server;
  private Socket connection;
  private InputStream heard;
  private OutputStream answers;
  private FlumePollingOptions options;

  @BeforeEach
  void open() throws IOException {
    try (Reader reader = Files.newBufferedReader(WIRE)) {
      wire.load(reader);
    }
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    connection = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
    Socket other = server.accept();
    heard = other.getInputStream();
    answers = other.getOutputStream();
    options =
        FlumePollingOptions.polling("127.0.0.1", server.getLocalPort())
            .withPollWait(Duration.ofMillis(500));
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
    server.close();
  }

  private byte[] bytes(String name) {
    return HexFormat.of().parseHex(wire.getProperty(name).replace(" ", ""));
  }

  private void answer(String name) throws IOException {
    answers.write(bytes(name));
  }

  private void expectHeard(String name) throws IOException {
    assertThat(heard.readNBytes(bytes(name).length)).isEqualTo(bytes(name));
  }

  private SinkClient client() throws IOException {
    answer("greeting.answer");
    SinkClient client = SinkClient.greet(connection, options);
    expectHeard("greeting");
    return client;
  }

  @Test
  void it_greets_and_learns_how_long_the_sink_waits() throws IOException {
    assertThat(client().sinkTimeoutMs()).isEqualTo(60_000);
  }

  @Test
  void it_asks_for_a_batch_and_reads_it() throws IOException {
    SinkClient client = client();
    answer("batch");

    SinkClient.Batch batch = client.poll();

    expectHeard("take");
    assertThat(batch.number()).isEqualTo(7);
    assertThat(batch.events())
        .containsExactly(
            FlumeEvent.of(Map.of("a", "b", "é", ""), new byte[] {0, -1}),
            FlumeEvent.of(Map.of(), new byte[0]));
  }

  @Test
  void it_reads_that_there_are_no_events_and_that_the_channel_has_failed() throws IOException {
    SinkClient client = client();
    answer("batch.empty");
    assertThat(client.poll().events()).isEmpty();
    answer("failed");
    assertThatIOException()
        .isThrownBy(client::poll)
        .withMessage("The agent's channel failed: full");
  }

  @Test
  void it_settles_batches_and_says_that_it_is_alive() throws IOException {
    SinkClient client = client();
    answer("done");
    assertThat(client.acknowledge(7)).isTrue();
    expectHeard("ack");
    answer("done.not");
    assertThat(client.reject(7)).isFalse();
    expectHeard("nack");
    client.keep();
    expectHeard("keep");
  }

  @Test
  void another_server_is_refused() throws IOException {
    answers.write("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> SinkClient.greet(connection, options))
        .withMessageContaining("SluiceSink");
  }

  @Test
  void a_batch_that_is_larger_than_allowed_is_refused_before_it_is_read() throws IOException {
    options = options.withMaxBatchBytes(100);
    SinkClient client = client();
    answers.write(
        HexFormat.of().parseHex("0b" + "0000000000000001" + "00000001" + "00000000" + "7fffffff"));

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(client::poll)
        .withMessageContaining("withMaxBatchBytes");
  }

  @Test
  void an_answer_to_something_else_is_refused() throws IOException {
    SinkClient client = client();
    answer("done");

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(client::poll)
        .withMessageContaining("found message 13, expected 11");
  }
}
