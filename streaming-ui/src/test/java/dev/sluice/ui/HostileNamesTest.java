package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.streaming.StreamingException;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileNamesTest {
  static List<String> names() {
    return List.of(
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'; DROP TABLE batches; --",
        "a\u2028b\u0000c\u001bd",
        "\u202etxet desrever",
        "شريط \u202b עברית",
        "event: end\n\ndata: {}",
        "😀 \ud83d",
        "x".repeat(10_000));
  }

  @ParameterizedTest
  @MethodSource("names")
  void names_come_out_as_they_are_or_cut(String name) throws Exception {
    Reader reader = new Reader(Reader.freePort());
    try (TestStreams streams =
        TestStreams.create(
            Reader.shownOn(reader.port()).setAppName("app " + name), Durations.seconds(1))) {
      streams
          .input(List.of(List.of("a")))
          .named(name)
          .foreachRDD(name + " out", (rdd, id) -> rdd.collect());
      streams.start();
      streams.advance(1);

      JsonNode summary = reader.json("/api/v1/summary");
      JsonNode graph = reader.json("/api/v1/graph");

      assertThat(summary.path("application").asText()).isEqualTo(shown("app " + name));
      assertThat(summary.at("/streams/0/name").asText()).isEqualTo(shown(name));
      assertThat(graph.at("/nodes/0/name").asText()).isEqualTo(shown(name));
      assertThat(reader.get("/api/v1/summary").headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/json");
      PrometheusText.parse(reader.get("/metrics").body());
    }
  }

  /** What cannot be written in UTF-8 becomes a question mark on the way. */
  private static String shown(String name) {
    String cut = name.length() <= 1000 ? name : name.substring(0, 999) + "…";
    return cut.replace("\ud83d ", "? ").replaceAll("\ud83d$", "?");
  }

  @Test
  void a_long_failure_is_cut() throws Exception {
    Reader reader = new Reader(Reader.freePort());
    String message = "<b>" + "y".repeat(100_000);
    try (TestStreams streams =
        TestStreams.create(Reader.shownOn(reader.port()), Durations.seconds(1))) {
      streams
          .input(List.of(List.of("a")))
          .foreachRDD(
              rdd -> {
                throw new IllegalStateException(message);
              });
      streams.start();
      assertThatThrownBy(() -> streams.advance(1)).isInstanceOf(StreamingException.class);

      JsonNode batch = reader.json("/api/v1/batches/1000");

      assertThat(batch.path("failure").asText()).hasSize(2_000).endsWith("…");
      assertThat(batch.at("/operations/0/failure/stack").asText()).hasSize(20_000).endsWith("…");
      assertThat(reader.get("/api/v1/summary").body().length()).isLessThan(60_000);
    }
  }
}
