package dev.sluice.flume.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.Test;

class SinkProtocolTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(written);

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  @Test
  void a_receiver_is_greeted() throws IOException {
    boolean isReceiver = SinkProtocol.greet(in(Wire.bytes("greeting")), out, 60_000);

    assertThat(isReceiver).isTrue();
    assertThat(written.toByteArray()).isEqualTo(Wire.bytes("greeting.answer"));
  }

  @Test
  void another_client_is_told_what_this_is_and_refused() {
    byte[] request = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

    assertThatIOException().isThrownBy(() -> SinkProtocol.greet(in(request), out, 1));
    assertThat(written.toString(StandardCharsets.US_ASCII)).startsWith("SLUICE-1");
  }

  @Test
  void one_that_says_nothing_is_no_error() throws IOException {
    assertThat(SinkProtocol.greet(in(new byte[0]), out, 1)).isFalse();
  }

  @Test
  void batches_are_written_as_the_receiver_reads_them() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("a", "b");
    headers.put("é", "");

    SinkProtocol.writeBatch(
        out,
        7,
        List.of(
            EventBuilder.withBody(new byte[] {0, -1}, headers),
            EventBuilder.withBody(new byte[0], Map.of())));

    assertThat(written.toByteArray()).isEqualTo(Wire.bytes("batch"));
  }

  @Test
  void so_are_the_other_answers() throws IOException {
    SinkProtocol.writeBatch(out, 0, List.of());
    SinkProtocol.writeFailure(out, "full");
    SinkProtocol.writeDone(out, true);
    SinkProtocol.writeDone(out, false);

    assertThat(written.toByteArray())
        .startsWith(Wire.bytes("batch.empty"))
        .containsSequence(Wire.bytes("failed"))
        .endsWith(Wire.bytes("done.not"))
        .hasSize(13 + 9 + 2 + 2);
  }
}
