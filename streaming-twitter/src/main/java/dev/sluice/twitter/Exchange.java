package dev.sluice.twitter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends requests, and tells trouble from answers. Immutable. */
final class Exchange {
  private static final Set<Integer> FINAL = Set.of(400, 401, 403, 404, 406, 413, 416);
  private static final Set<Integer> LIMITED = Set.of(420, 429);
  private static final int OK_FROM = 200;
  private static final int OK_BEFORE = 300;
  private static final int MOST_ANSWER_BYTES = 4 << 20;
  private static final int MOST_SHOWN = 300;

  private final ClosableHttp http;
  private final Duration limit;

  Exchange(ClosableHttp http, Duration limit) {
    this.http = http;
    this.limit = limit;
  }

  /** The body of the stream that a request opens; the caller closes it. */
  InputStream open(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = send(request);
    InputStream body = response.body();
    boolean zipped =
        response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    return zipped ? new Unzipped(body) : body;
  }

  /** What a request is answered with. */
  JsonNode ask(HttpRequest request) throws IOException, InterruptedException {
    try (InputStream body = send(request).body()) {
      JsonNode answer = json(body);
      return answer == null ? MissingNode.getInstance() : answer;
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.client().send(request, ignored -> new TimedBody(limit));
    int status = response.statusCode();
    if (status >= OK_FROM && status < OK_BEFORE) {
      return response;
    }
    try (InputStream body = response.body()) {
      throw new RefusedException(trouble(status, response.headers(), problem(body)));
    }
  }

  private static JsonNode problem(InputStream body) {
    try {
      JsonNode found = json(body);
      return found == null ? MissingNode.getInstance() : found;
    } catch (IOException unreadable) {
      // The status says enough.
      return MissingNode.getInstance();
    }
  }

  private static @Nullable JsonNode json(InputStream body) throws IOException {
    String text = new String(body.readNBytes(MOST_ANSWER_BYTES), StandardCharsets.UTF_8);
    try {
      return Message.MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  private static Trouble trouble(int status, HttpHeaders headers, JsonNode problem) {
    String description = "HTTP status %d%s".formatted(status, reason(problem));
    if (LIMITED.contains(status)) {
      return problem.path("connection_issue").asText().equals("TooManyConnections")
          ? new Trouble.TooManyConnections(description)
          : new Trouble.RateLimited(description, reset(headers));
    }
    return FINAL.contains(status) ? new Trouble.Final(description) : new Trouble.Http(description);
  }

  /** When the window of the rate limit ends, if it is that which is used up. */
  private static @Nullable Instant reset(HttpHeaders headers) {
    if (!headers.firstValue("x-rate-limit-remaining").orElse("0").equals("0")) {
      return null;
    }
    String seconds = headers.firstValue("x-rate-limit-reset").orElse("");
    return seconds.matches("\\d{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
  }

  /** What the service says of it, in one of its forms. */
  private static String reason(JsonNode problem) {
    JsonNode told = problem.path("errors").path(0);
    String text = problem.path("detail").asText(problem.path("title").asText());
    if (text.isEmpty()) {
      text = told.path("message").asText(told.path("detail").asText());
    }
    String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
    String shown = oneLine.substring(0, Math.min(oneLine.length(), MOST_SHOWN));
    return shown.isEmpty() ? "" : ": " + shown;
  }
}
