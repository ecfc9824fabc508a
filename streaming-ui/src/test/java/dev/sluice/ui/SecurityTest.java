package dev.sluice.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.streaming.StreamingConf;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // programs are looked at from outside
class SecurityTest {
  private static final String TOKEN = "a-token-of-twenty-four-c";
  private Reader reader;

  @BeforeEach
  void findPort() throws IOException {
    reader = new Reader(Reader.freePort());
  }

  private TestStreams started(StreamingConf conf) {
    TestStreams streams = TestStreams.create(conf, Durations.seconds(1));
    streams.input(List.of(List.of("a"))).foreachRDD(rdd -> rdd.collect());
    try {
      streams.start();
      return streams;
    } catch (RuntimeException e) {
      streams.close();
      throw e;
    }
  }

  private StreamingConf conf() {
    return Reader.shownOn(reader.port());
  }

  @Test
  void an_address_that_others_reach_is_refused_without_a_token() {
    StreamingConf conf = conf().set("streaming.ui.host", "0.0.0.0");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> started(conf))
        .withMessageContaining("streaming.ui.host=0.0.0.0")
        .withMessageContaining("streaming.ui.token");
  }

  @Test
  void an_address_that_others_reach_is_bound_with_a_token() throws Exception {
    StreamingConf conf =
        conf().set("streaming.ui.host", "0.0.0.0").set("streaming.ui.token", TOKEN);

    try (TestStreams streams = started(conf)) {
      assertThat(reader.get("/api/v1/summary").statusCode()).isEqualTo(401);
      assertThat(reader.get("/api/v1/summary", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/summary",
        "/api/v1/batches/1000",
        "/api/v1/events",
        "/api/v1/session",
        "/api/v1/nothing",
        "/metrics"
      })
  void data_needs_the_right_token(String path) throws Exception {
    try (TestStreams streams = started(conf().set("streaming.ui.token", TOKEN))) {
      HttpResponse<String> none = reader.get(path);
      HttpResponse<String> wrong = reader.get(path, "Authorization", "Bearer " + TOKEN + "x");
      HttpResponse<String> basic = reader.get(path, "Authorization", "Basic " + TOKEN);

      assertThat(List.of(none, wrong, basic)).allMatch(each -> each.statusCode() == 401);
      assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(none.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(wrong.body()).doesNotContain(TOKEN);
    }
  }

  @Test
  void health_needs_no_token() throws Exception {
    try (TestStreams streams = started(conf().set("streaming.ui.token", TOKEN))) {
      assertThat(reader.get("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_session_is_a_cookie_that_scripts_cannot_read_and_that_is_not_the_token() throws Exception {
    try (TestStreams streams = started(conf().set("streaming.ui.token", TOKEN))) {
      HttpResponse<String> session =
          reader.get("/api/v1/session", "Authorization", "Bearer " + TOKEN);
      String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();

      assertThat(session.statusCode()).isEqualTo(200);
      assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
      assertThat(cookie).doesNotContain(TOKEN);
      String pair = cookie.substring(0, cookie.indexOf(';'));
      assertThat(reader.get("/api/v1/summary", "Cookie", pair).statusCode()).isEqualTo(200);
      assertThat(reader.get("/metrics", "Cookie", pair).statusCode()).isEqualTo(200);
      assertThat(reader.get("/api/v1/summary", "Cookie", pair + "0").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void the_token_is_in_no_answer() throws Exception {
    try (TestStreams streams = started(conf().set("streaming.ui.token", TOKEN))) {
      streams.advance(1);

      for (String path :
          List.of("summary", "history", "receivers", "batches", "graph", "storage", "guarantees")) {
        assertThat(reader.get("/api/v1/" + path, "Authorization", "Bearer " + TOKEN).body())
            .isNotEmpty()
            .doesNotContain(TOKEN);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void nothing_but_reading_is_allowed(String method) throws Exception {
    try (TestStreams streams = started(conf())) {
      HttpResponse<String> response = reader.send(method, "/api/v1/summary");

      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void head_has_the_headers_of_get_and_no_body() throws Exception {
    try (TestStreams streams = started(conf())) {
      HttpResponse<String> response = reader.send("HEAD", "/api/v1/summary");
      HttpResponse<String> events = reader.send("HEAD", "/api/v1/events");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEmpty();
      assertThat(events.body()).isEmpty();
    }
  }

  @Test
  void every_answer_forbids_what_pages_could_do() throws Exception {
    try (TestStreams streams = started(conf())) {
      for (String path : List.of("/api/v1/summary", "/nothing.html", "/metrics")) {
        var headers = reader.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
            .contains("default-src 'none'")
            .contains("frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Server")).isEmpty();
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
      }
    }
  }

  @Test
  void other_names_for_this_machine_are_refused() throws Exception {
    try (TestStreams streams = started(conf())) {
      String port = ":" + reader.port();

      assertThat(statusWithHost("localhost" + port)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(statusWithHost("127.0.0.1" + port)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(statusWithHost("[::1]" + port)).isEqualTo("HTTP/1.1 200 OK");
      for (String host :
          List.of(
              "attacker.example" + port,
              "localhost.attacker.example",
              "127.0.0.1.attacker.example",
              "192.168.1.1" + port,
              "localhost@attacker.example")) {
        assertThat(statusWithHost(host)).describedAs(host).doesNotContain("200");
      }
    }
  }

  private String statusWithHost(String host) throws IOException {
    return raw("GET /api/v1/summary HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
        .lines()
        .findFirst()
        .orElse("");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), reader.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .lines()
          .collect(Collectors.joining("\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../META-INF/MANIFEST.MF",
        "/%2e%2e/%2e%2e/UiExtension.class",
        "/..%2fUiExtension.class",
        "/js//..//..//x.js",
        "/./index.html%00.js",
        "/META-INF/services/dev.sluice.streaming.ContextExtension"
      })
  void no_path_leads_out_of_the_page(String path) throws Exception {
    try (TestStreams streams = started(conf())) {
      String answer =
          raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      assertThat(answer).doesNotContain(" 200 ").doesNotContain("Manifest-Version");
      assertThat(answer.lines().findFirst().orElse("")).containsPattern(" 40[04] ");
    }
  }

  @Test
  void what_the_server_refuses_itself_tells_nothing() throws Exception {
    try (TestStreams streams = started(conf())) {
      String answer = raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");

      assertThat(answer)
          .contains(" 400 ")
          .doesNotContainIgnoringCase("jetty")
          .doesNotContain("at ");
    }
  }
}
