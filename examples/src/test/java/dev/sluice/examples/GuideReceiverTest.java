package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The first receiver of the guide to custom receivers, which works, somehow. */
class GuideReceiverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void ten_lines_receive_lines() throws IOException {
    try (LineServer server = LineServer.start();
        TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<String> lines =
          streams.collect(
              streams.context().receiverStream(new TenLines(server.host(), server.port())));
      streams.start();

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                streams.advance(1);
                assertThat(lines.batches()).anySatisfy(batch -> assertThat(batch).isNotEmpty());
              });
    }
  }

  // snippet: GuideTenLines
  static class TenLines extends Receiver<String> {
    private static final long serialVersionUID = 1L;
    private final String host;
    private final int port;

    TenLines(String host, int port) {
      super(StorageLevel.MEMORY_AND_DISK);
      this.host = host;
      this.port = port;
    }

    @Override
    public void onStart() throws IOException {
      Socket socket = new Socket(host, port);
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      new Thread(() -> lines.lines().forEach(this::store)).start();
    }

    @Override
    public void onStop() {}
  }
  // end of snippet
}
