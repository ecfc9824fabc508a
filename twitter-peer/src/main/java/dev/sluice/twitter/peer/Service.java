package dev.sluice.twitter.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What the service does: its endpoints, who is connected, and what was posted. Thread-safe: guarded
 * by its monitor, which is not held while something is written.
 */
final class Service {
  private static final String FILTERED = "/2/tweets/search/stream";
  private static final String RULES = "/2/tweets/search/stream/rules";
  private static final String OLD = "/1.1/statuses/";
  private static final long FIRST_ID = 1_800_000_000_000_000_000L;
  private static final long KEPT_MS = TimeUnit.MINUTES.toMillis(5);
  private static final int WINDOW_S = 900;

  private final Rules rules = new Rules();
  private final Deque<PeerPost> kept = new ArrayDeque<>();
  private final Set<OpenStream> open = new LinkedHashSet<>();
  private final Deque<Answer> refusals = new ArrayDeque<>();
  private final List<Long> sent = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private long lastId = FIRST_ID;
  private long keepAliveMs = TimeUnit.SECONDS.toMillis(20);
  private int mostConnections = Integer.MAX_VALUE;

  /** The answer to a request; empty if a stream was written, after which a connection ends. */
  Optional<Answer> serve(Request request, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    if (!isAllowed(request)) {
      return Optional.of(Answer.problem(401, "Unauthorized", "Unauthorized"));
    }
    if (request.path().equals(RULES)) {
      return Optional.of(rules(request));
    }
    if (!request.path().startsWith("/2/tweets/") && !request.path().startsWith(OLD)) {
      return Optional.of(Answer.problem(404, "Not Found", "No such endpoint"));
    }
    note(request);
    return stream(request, in, out);
  }

  private static boolean isAllowed(Request request) {
    return request.path().startsWith(OLD)
        ? OAuthSignature.isRight(request, TwitterPeer.CONSUMER_SECRET, TwitterPeer.TOKEN_SECRET)
        : request.header("authorization").equals("Bearer " + TwitterPeer.TOKEN);
  }

  private Answer rules(Request request) {
    try {
      return request.method().equals("GET") ? rules.list(request) : rules.change(request);
    } catch (JsonProcessingException notJson) {
      return Answer.problem(400, "Invalid Request", "The body is no JSON");
    }
  }

  private synchronized void note(Request request) {
    asked.add(request.method() + " " + request.path() + " " + request.query() + request.body());
  }

  private Optional<Answer> stream(Request request, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    OpenStream stream = new OpenStream(kindOf(request.path()), this::keepAliveMs, this::wasSent);
    Optional<Answer> refusal = admit(request, stream);
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      stream.write(in, out, request.takesGzip(), limits("48", WINDOW_S));
    } finally {
      leave(stream);
    }
    return Optional.empty();
  }

  private static OpenStream.Kind kindOf(String path) {
    if (path.startsWith(OLD)) {
      return OpenStream.Kind.OLD;
    }
    return path.equals(FILTERED) ? OpenStream.Kind.FILTERED : OpenStream.Kind.SAMPLED;
  }

  private synchronized Optional<Answer> admit(Request request, OpenStream stream) {
    if (!refusals.isEmpty()) {
      return Optional.of(refusals.remove());
    }
    if (open.size() >= mostConnections) {
      return Optional.of(tooMany());
    }
    long fromMs =
        System.currentTimeMillis()
            - TimeUnit.MINUTES.toMillis(request.number("backfill_minutes", 0));
    for (PeerPost post : kept) {
      if (post.atMs() >= fromMs) {
        send(post, stream);
      }
    }
    open.add(stream);
    return Optional.empty();
  }

  private synchronized void leave(OpenStream stream) {
    open.remove(stream);
  }

  private synchronized long keepAliveMs() {
    return keepAliveMs;
  }

  private synchronized void wasSent(PeerPost post) {
    sent.add(post.id());
  }

  private void send(PeerPost post, OpenStream stream) {
    if (stream.kind() != OpenStream.Kind.FILTERED || !rules.matching(post.text()).isEmpty()) {
      stream.add(new Event.Send(post, line(post, stream)));
    }
  }

  private String line(PeerPost post, OpenStream stream) {
    return switch (stream.kind()) {
      case OLD -> post.asV1();
      case SAMPLED -> post.asV2(List.of());
      case FILTERED -> post.asV2(rules.matching(post.text()));
    };
  }

  private static Answer tooMany() {
    return new Answer(
        429,
        limits("48", WINDOW_S),
        "{\"title\":\"ConnectionException\",\"detail\":\"This stream is currently at the maximum"
            + " allowed connection limit.\",\"connection_issue\":\"TooManyConnections\","
            + "\"type\":\"https://api.x.com/2/problems/streaming-connection\"}");
  }

  private static Map<String, String> limits(String remaining, int resetS) {
    long resetAt = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis()) + resetS;
    return Map.of(
        "x-rate-limit-limit",
        "50",
        "x-rate-limit-remaining",
        remaining,
        "x-rate-limit-reset",
        Long.toString(resetAt));
  }

  /** Posts something to all that are connected; returns the post's id. */
  synchronized long post(String text) {
    lastId++;
    PeerPost post = new PeerPost(lastId, text, System.currentTimeMillis());
    kept.add(post);
    while (kept.element().atMs() < post.atMs() - KEPT_MS) {
      kept.remove();
    }
    open.forEach(stream -> send(post, stream));
    return post.id();
  }

  /** The same happens to all that are connected. */
  synchronized void happen(Event event) {
    open.forEach(stream -> stream.add(event));
  }

  /** A post is begun to all that are connected, and cut. */
  synchronized void cut(String text) {
    PeerPost post = new PeerPost(lastId + 1_000_000_000L, text, System.currentTimeMillis());
    open.forEach(stream -> stream.add(new Event.Cut(line(post, stream))));
  }

  /** The next that ask for a stream are refused. */
  synchronized void refuse(int status, int times, int resetS) {
    Answer plain = Answer.problem(status, "Refused", "Refused as a test wants it");
    Answer answer = new Answer(status, resetS > 0 ? limits("0", resetS) : Map.of(), plain.json());
    for (int i = 0; i < times; i++) {
      refusals.add(answer);
    }
  }

  synchronized void keepAlive(long ms) {
    keepAliveMs = ms;
  }

  synchronized void mostConnections(int most) {
    mostConnections = most;
  }

  synchronized int connections() {
    return open.size();
  }

  /** The ids of posts that were written whole, once for each client. */
  synchronized List<Long> sent() {
    return List.copyOf(sent);
  }

  /** The requests for streams so far. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }
}
