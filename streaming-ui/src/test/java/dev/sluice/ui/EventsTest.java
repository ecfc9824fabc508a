package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // programs are looked at from outside
class EventsTest {
  private Reader reader;

  @BeforeEach
  void findPort() throws Exception {
    reader = new Reader(Reader.freePort());
  }

  /** One event of the stream. */
  private record Event(String name, JsonNode data) {}

  /** Reads events one by one. */
  private static final class Events {
    private final Iterator<String> lines;

    Events(Stream<String> lines) {
      this.lines = lines.iterator();
    }

    Event next() throws Exception {
      String name = lines.next();
      String data = lines.next();
      String end = lines.next();
      assertThat(name).startsWith("event: ");
      assertThat(data).startsWith("data: ");
      assertThat(end).isEmpty();
      return new Event(name.substring(7), Reader.parse(data.substring(6)));
    }

    /** The next event of that name. */
    JsonNode next(String name) throws Exception {
      Event event = next();
      while (!event.name().equals(name)) {
        event = next();
      }
      return event.data();
    }
  }

  private Events open() throws Exception {
    HttpResponse<Stream<String>> response =
        reader
            .client()
            .send(
                HttpRequest.newBuilder(reader.uri("/api/v1/events")).build(),
                BodyHandlers.ofLines());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new Events(response.body());
  }

  private TestStreams started() {
    TestStreams streams = TestStreams.create(Reader.shownOn(reader.port()), Durations.seconds(1));
    streams.input(List.of(List.of("a"))).foreachRDD(rdd -> rdd.collect());
    streams.start();
    return streams;
  }

  @Test
  void a_viewer_is_told_the_history_first_then_each_batch_once() throws Exception {
    try (TestStreams streams = started()) {
      streams.advance(2);
      Events events = open();

      Event first = events.next();
      JsonNode history = events.next("points");
      streams.advance(3);
      List<Long> later = new ArrayList<>();
      while (later.size() < 3) {
        events.next("points").path("timesMs").forEach(time -> later.add(time.asLong()));
      }

      assertThat(first.name()).isEqualTo("summary");
      assertThat(first.data().path("application").asText()).isEqualTo("test");
      assertThat(history.path("timesMs")).hasSize(2);
      assertThat(later).containsExactly(3000L, 4000L, 5000L);
    }
  }

  @Test
  void viewers_are_told_the_end() throws Exception {
    Events one;
    Events two;
    try (TestStreams streams = started()) {
      one = open();
      two = open();
      one.next("points");
      two.next("points");
    }

    assertThat(one.next("end").path("state").asText()).isEqualTo("STOPPED");
    assertThat(two.next("end").path("state").asText()).isEqualTo("STOPPED");
  }

  @Test
  void there_are_only_so_many_viewers() throws Exception {
    List<InputStream> open = new ArrayList<>();
    try (TestStreams streams = started()) {
      HttpRequest request = HttpRequest.newBuilder(reader.uri("/api/v1/events")).build();
      for (int viewer = 0; viewer < 32; viewer++) {
        open.add(reader.client().send(request, BodyHandlers.ofInputStream()).body());
      }

      assertThat(reader.get("/api/v1/events").statusCode()).isEqualTo(503);
    } finally {
      for (InputStream each : open) {
        each.close();
      }
    }
  }
}
