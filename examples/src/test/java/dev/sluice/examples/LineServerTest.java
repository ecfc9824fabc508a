package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void each_client_gets_the_text_from_the_beginning() throws Exception {
    try (LineServer server = LineServer.start();
        Socket first = new Socket(server.host(), server.port());
        Socket second = new Socket(server.host(), server.port())) {
      for (Socket client : new Socket[] {first, second}) {
        BufferedReader lines = lines(client);
        assertThat(lines.readLine()).isEqualTo(SampleText.line(0));
        assertThat(lines.readLine()).isEqualTo(SampleText.line(1));
      }
    }
  }

  @Test
  void a_closed_server_hangs_up_and_refuses_clients() throws Exception {
    LineServer server = LineServer.start();
    try (Socket client = new Socket(server.host(), server.port())) {
      BufferedReader lines = lines(client);
      assertThat(lines.readLine()).isNotNull();

      server.close();
      server.close();

      assertThat(lines.lines()).allMatch(line -> !line.isEmpty());
      // The system listens until the thread that waits for clients has heard of the end.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> new Socket(server.host(), server.port()).close())
                      .isInstanceOf(ConnectException.class));
    }
  }

  private static BufferedReader lines(Socket client) throws Exception {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }
}
