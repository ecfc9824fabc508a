package dev.sluice.twitter;

import static dev.sluice.twitter.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.twitter.peer.TwitterPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twitter4j.Status;

/**
 * A program is sent posts while its service makes trouble at random, for {@code sluice.seconds} (15
 * unless set) with {@code sluice.seed} (at random and printed unless set).
 */
class TroubleRunTest {
  private static final int SECONDS = Integer.getInteger("sluice.seconds", 15);
  private static final long SEED = Long.getLong("sluice.seed", new Random().nextLong());
  private static final List<String> KINDS =
      List.of(
          ("cut cut cut end end disconnect disconnect garbage garbage garbage garbage"
                  + " endless endless 503 503 429 stall")
              .split(" "));
  private static final int MOST_AT_ONCE = 20;
  private static final int ONE_IN = 40;
  private static final int PAUSE_MS = 20;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> made = new TreeMap<>();
  private final Queue<Throwable> escaped = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void watchAllThreads() {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> escaped.add(failure));
  }

  @AfterEach
  void watchNoThreads() {
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void each_post_that_was_sent_whole_comes_once_whatever_happens() throws Exception {
    System.out.printf("%s: seed %d, %d s%n", getClass().getName(), SEED, SECONDS);
    try (TwitterPeer peer = TwitterPeer.start();
        Programs<Status> program =
            Programs.start(
                context -> TwitterUtils.createStream(context, options(peer.baseUrl())))) {
      peer.set(100, 1);
      eventually(() -> peer.connections() == 1);
      int posted = makeTrouble(peer);
      awaitCalm(peer, program);

      List<Long> received = program.received().stream().map(Status::getId).toList();
      Set<Long> once = new HashSet<>(received);
      Set<Long> sent = new HashSet<>(peer.sent());
      Set<Long> missing = new HashSet<>(sent);
      missing.removeAll(once);
      System.out.printf(
          "posted %d, sent whole %d, received %d, missing %d, twice %d, connections %d%n"
              + "trouble made %s%ncounted %s%n",
          posted,
          sent.size(),
          received.size(),
          missing.size(),
          received.size() - once.size(),
          peer.asked().size(),
          made,
          program.counts());
      assertThat(missing).isEmpty();
      assertThat(received).doesNotHaveDuplicates();
      assertThat(program.failures()).isEmpty();
      assertThat(program.errors()).noneMatch(error -> error.contains("Cannot read"));
      assertThat(program.counted("posts that came again")).isZero();
    }
    assertThat(escaped).isEmpty();
  }

  private static TwitterOptions options(String baseUrl) {
    return TwitterOptions.filtered()
        .withBaseUrl(baseUrl)
        .withToken(TwitterPeer.TOKEN)
        .withRules("java")
        .withMaxPostBytes(10_000)
        .withStallTimeout(Duration.ofSeconds(4))
        .withWaitScale(0.01);
  }

  /** Returns how much was posted. */
  private int makeTrouble(TwitterPeer peer) throws IOException {
    int posted = 0;
    long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < untilNs) {
      int n = random.nextInt(MOST_AT_ONCE) + 1;
      peer.posts(n, "größer #java " + "x".repeat(random.nextInt(2_000)));
      posted += n;
      if (random.nextInt(ONE_IN) == 0 && peer.connections() == 1) {
        trouble(peer);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(PAUSE_MS)));
    }
    return posted;
  }

  private void trouble(TwitterPeer peer) throws IOException {
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    made.merge(kind, 1, Integer::sum);
    switch (kind) {
      case "cut" -> peer.cut();
      case "end" -> peer.end();
      case "disconnect" -> peer.disconnect();
      case "garbage" -> peer.say(garbage());
      case "endless" -> peer.say("{\"data\":{\"id\":\"1\",\"text\":\"" + "x".repeat(20_000));
      case "503" -> {
        peer.refuse(503, random.nextInt(3) + 1);
        peer.end();
      }
      case "429" -> {
        peer.limit(1);
        peer.cut();
      }
      default -> peer.stall();
    }
  }

  /** A line of any bytes but those that end it. */
  private String garbage() {
    StringBuilder line = new StringBuilder(random.nextBoolean() ? "{\"data\":{" : "");
    int length = random.nextInt(300) + 1;
    for (int i = 0; i < length; i++) {
      char c = (char) random.nextInt(256);
      line.append(c == '\n' || c == '\r' ? ' ' : c);
    }
    return line.append('\u00ff').toString();
  }

  /** Waits until a last post has come, before which all others have. */
  private static void awaitCalm(TwitterPeer peer, Programs<Status> program) {
    eventually(
        () -> {
          long last = peer.post("last #java");
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
          return program.received().stream().anyMatch(status -> status.getId() == last);
        });
  }
}
