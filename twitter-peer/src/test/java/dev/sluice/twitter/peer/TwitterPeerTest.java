package dev.sluice.twitter.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The peer's wire, as the JDK's plain client of HTTP sees it. */
class TwitterPeerTest {
  private static final String SAMPLE = "/2/tweets/sample/stream";
  private static final String RULES = "/2/tweets/search/stream/rules";

  private TwitterPeer peer;

  @BeforeEach
  void start() throws IOException {
    peer = TwitterPeer.start();
    peer.set(50, 2);
  }

  @AfterEach
  void stop() throws IOException {
    peer.close();
  }

  private HttpURLConnection connect(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(peer.baseUrl() + path).toURL().openConnection();
    connection.setRequestProperty("Authorization", "Bearer " + TwitterPeer.TOKEN);
    return connection;
  }

  private static BufferedReader lines(HttpURLConnection connection) throws IOException {
    return new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String change(String body) throws IOException {
    HttpURLConnection connection = connect(RULES);
    connection.setDoOutput(true);
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return text(connection.getInputStream());
  }

  @Test
  void a_stream_has_posts_and_empty_lines_between_them() throws IOException {
    try (BufferedReader lines = lines(connect(SAMPLE))) {
      assertThat(lines.readLine()).isEmpty();
      long id = peer.post("größer #java");
      String line = lines.readLine();
      while (line.isEmpty()) {
        line = lines.readLine();
      }

      assertThat(line)
          .startsWith("{\"data\":")
          .contains("größer", "\"" + id + "\"", "\"tag\":\"java\"");
      assertThat(lines.readLine()).as("written once the post is noted").isEmpty();
      assertThat(peer.sent()).containsExactly(id);
    }
  }

  @Test
  void without_the_token_nothing_is_told() throws IOException {
    HttpURLConnection connection = connect(SAMPLE);
    connection.setRequestProperty("Authorization", "Bearer other");

    assertThat(connection.getResponseCode()).isEqualTo(401);
    assertThat(text(connection.getErrorStream())).contains("Unauthorized");
  }

  @Test
  void without_a_right_signature_version_1_tells_nothing() throws IOException {
    assertThat(connect("/1.1/statuses/sample.json").getResponseCode()).isEqualTo(401);
  }

  @Test
  void too_many_connections_are_refused() throws IOException {
    try (BufferedReader first = lines(connect(SAMPLE));
        BufferedReader second = lines(connect(SAMPLE))) {
      HttpURLConnection third = connect(SAMPLE);

      assertThat(third.getResponseCode()).isEqualTo(429);
      assertThat(text(third.getErrorStream())).contains("TooManyConnections");
      assertThat(first.readLine()).isEmpty();
      assertThat(second.readLine()).isEmpty();
    }
  }

  @Test
  void a_limit_says_when_it_ends() throws IOException {
    peer.limit(100);
    HttpURLConnection connection = connect(SAMPLE);

    assertThat(connection.getResponseCode()).isEqualTo(429);
    assertThat(connection.getHeaderField("x-rate-limit-remaining")).isEqualTo("0");
    assertThat(connection.getHeaderField("x-rate-limit-reset")).matches("\\d{10}");
  }

  @Test
  void rules_are_added_once_listed_in_pages_and_deleted() throws IOException {
    String added =
        change(
            "{\"add\":[{\"value\":\"a\",\"tag\":\"t\"},{\"value\":\"b\"},{\"value\":\"c\"},"
                + "{\"value\":\"a\"},{\"value\":\"has:links\"}]}");
    String page = text(connect(RULES).getInputStream());
    String next = text(connect(RULES + "?pagination_token=2").getInputStream());

    assertThat(added).contains("DuplicateRule", "UnprocessableEntity", "\"created\":3");
    assertThat(page).contains("\"value\":\"a\",\"tag\":\"t\"", "\"next_token\":\"2\"");
    assertThat(next).contains("\"value\":\"c\"").doesNotContain("next_token");
    String id = next.replaceAll(".*\"id\":\"(\\d+)\".*", "$1");
    assertThat(change("{\"delete\":{\"ids\":[\"" + id + "\",\"7\"]}}")).contains("\"deleted\":1");
  }

  @Test
  void back_fill_gives_what_was_posted_before() throws IOException {
    long id = peer.post("before");

    try (BufferedReader lines = lines(connect(SAMPLE + "?backfill_minutes=1"))) {
      assertThat(lines.readLine()).contains("\"" + id + "\"");
    }
  }
}
