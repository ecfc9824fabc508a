package dev.sluice.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // programs are looked at from outside
class CompressionTest {
  private Reader reader;

  @BeforeEach
  void findPort() throws IOException {
    reader = new Reader(Reader.freePort());
  }

  private TestStreams ran(int batches) {
    TestStreams streams = TestStreams.create(Reader.shownOn(reader.port()), Durations.seconds(1));
    streams.input(List.of(List.of("a"))).foreachRDD(rdd -> rdd.collect());
    streams.start();
    streams.advance(batches);
    return streams;
  }

  private HttpRequest compressed(String path) {
    return HttpRequest.newBuilder(reader.uri(path)).header("Accept-Encoding", "gzip").build();
  }

  private static Optional<String> encoding(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/css/parts.css", "/js/main.js", "/api/v1/batches", "/api/v1/history", "/metrics"})
  void what_is_long_is_compressed_for_who_takes_that(String path) throws Exception {
    try (TestStreams streams = ran(200)) {
      HttpResponse<byte[]> response =
          reader.client().send(compressed(path), BodyHandlers.ofByteArray());
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();

      assertThat(encoding(response)).contains("gzip");
      assertThat(response.headers().firstValue("Vary").orElse(""))
          .containsIgnoringCase("Accept-Encoding");
      assertThat(response.body().length).isLessThan(plain.length / 2);
      assertThat(reader.get(path).body()).startsWith(new String(plain, 0, 10, UTF_8));
    }
  }

  @Test
  void who_does_not_take_that_gets_it_plain() throws Exception {
    try (TestStreams streams = ran(200)) {
      HttpResponse<String> response = reader.get("/api/v1/batches");

      assertThat(encoding(response)).isEmpty();
      assertThat(Reader.parse(response.body()).path("total").asInt()).isEqualTo(200);
    }
  }

  @Test
  void what_is_short_stays_plain() throws Exception {
    try (TestStreams streams = ran(1)) {
      HttpResponse<String> response =
          reader.client().send(compressed("/health/live"), BodyHandlers.ofString());

      assertThat(encoding(response)).isEmpty();
      assertThat(Reader.parse(response.body()).path("status").asText()).isEqualTo("UP");
    }
  }

  @Test
  void events_are_told_at_once_and_not_compressed() throws Exception {
    try (TestStreams streams = ran(200)) {
      HttpResponse<InputStream> response =
          reader.client().send(compressed("/api/v1/events"), BodyHandlers.ofInputStream());
      try (InputStream events = response.body()) {
        assertThat(encoding(response)).isEmpty();
        assertThat(new String(events.readNBytes(14), UTF_8)).isEqualTo("event: summary");
      }
    }
  }
}
