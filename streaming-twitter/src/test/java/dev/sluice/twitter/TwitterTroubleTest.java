package dev.sluice.twitter;

import static dev.sluice.twitter.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twitter4j.Status;

/** Programs that receive from a peer which makes trouble. */
class TwitterTroubleTest extends PeerPrograms {
  private static final Duration STALL = Duration.ofSeconds(3);

  @Test
  void a_cut_loses_the_post_that_is_cut_and_the_stream_goes_on() throws Exception {
    try (Programs<String> program = raw(sampled())) {
      awaitConnected();
      peer.post("before");
      peer.cut();
      eventually(() -> peer.asked().size() == 2 && peer.connections() == 1);
      peer.post("after");

      eventually(() -> program.received().size() == 2);
      eventually(() -> program.counted("posts cut off") == 1);
      assertThat(program.counted("connections that ended")).isEqualTo(1);
    }
  }

  @Test
  void a_silent_connection_is_replaced() throws Exception {
    try (Programs<String> program = raw(sampled().withStallTimeout(STALL))) {
      awaitConnected();
      peer.post("before");
      eventually(() -> program.received().size() == 1);
      peer.stall();

      assertReplaced(program);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void so_is_one_that_never_brings_anything(boolean compressed) throws Exception {
    peer.set(60_000, 10);
    TwitterOptions options = sampled().withStallTimeout(STALL);
    try (Programs<String> program = raw(compressed ? options : options.withoutCompression())) {
      awaitConnected();
      peer.stall();
      peer.set(100, 10);

      assertReplaced(program);
    }
  }

  /** While the old connection is there, it gets posts, too. */
  private void assertReplaced(Programs<String> program) {
    eventually(
        () -> {
          peer.post("after");
          return program.received().stream().anyMatch(post -> post.contains("after"));
        });
    eventually(() -> !program.errors().isEmpty());
    assertThat(program.errors().get(0)).contains("Nothing came for 3000 ms");
    eventually(() -> program.counted("milliseconds without a stream") >= STALL.toMillis());
    eventually(() -> program.counted("connections that ended") == 1);
  }

  @Test
  void keep_alives_keep_a_silent_stream_open() throws Exception {
    try (Programs<String> program = raw(sampled().withStallTimeout(Duration.ofSeconds(5)))) {
      awaitConnected();
      long untilNs = System.nanoTime() + Duration.ofSeconds(7).toNanos();
      eventually(() -> System.nanoTime() > untilNs);

      assertThat(peer.asked()).hasSize(1);
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void why_the_service_ends_a_stream_is_reported_and_missed_posts_are_asked_for() throws Exception {
    TwitterOptions options = sampled().withBackfillMinutes(5);
    try (Programs<String> program = raw(options)) {
      awaitConnected();
      peer.post("first");
      eventually(() -> program.received().size() == 1);
      peer.refuse(503, 2);
      peer.disconnect();
      peer.post("missed");
      eventually(() -> program.received().size() == 2);

      assertThat(program.received().get(1)).contains("missed");
      assertThat(program.errors().get(0))
          .contains("UpstreamOperationalDisconnect", "for operational reasons");
      assertThat(peer.asked().get(3)).contains("backfill_minutes=1");
      eventually(() -> program.counted("posts that came again") == 1);
    }
  }

  @Test
  void refusals_and_rate_limits_are_waited_for() throws Exception {
    peer.refuse(503, 2);
    peer.limit(1);
    try (Programs<String> program = raw(sampled())) {
      awaitConnected();

      assertThat(peer.asked()).hasSize(4);
      assertThat(program.errors()).anyMatch(error -> error.contains("HTTP status 503: Refused"));
    }
  }

  @Test
  void a_second_program_waits_for_its_turn() throws Exception {
    peer.set(100, 1);
    try (Programs<String> second = secondAfterFirst()) {
      eventually(
          () -> {
            peer.post("for the second, once it is connected");
            return !second.received().isEmpty();
          });

      assertThat(second.errors().get(0)).contains("maximum allowed connection limit");
    }
  }

  /** The first one ends when the second one has found that it is there. */
  private Programs<String> secondAfterFirst() throws IOException {
    try (Programs<String> first = raw(sampled())) {
      awaitConnected();
      Programs<String> second = raw(sampled());
      eventually(() -> !second.errors().isEmpty());
      assertThat(first.errors()).isEmpty();
      return second;
    }
  }

  @Test
  void a_wrong_token_ends_the_receiver_and_is_not_shown() throws Exception {
    try (Programs<String> program = raw(sampled().withToken("wrong-token"))) {
      eventually(() -> !program.failures().isEmpty());

      assertThat(program.failures().get(0))
          .contains("HTTP status 401", "Unauthorized")
          .doesNotContain("wrong-token");
      assertThat(peer.asked()).isEmpty();
    }
  }

  @Test
  void garbage_and_what_is_too_long_are_counted_and_left_out() throws Exception {
    try (Programs<String> program = raw(sampled().withMaxPostBytes(2_000))) {
      awaitConnected();
      peer.say("{\"data\":{\"id\":\"12");
      peer.say("\u00c3(");
      peer.say("[".repeat(1_500));
      peer.say("{\"something\":\"new\"}");
      peer.post("x".repeat(3_000));
      peer.post("after");

      eventually(() -> program.received().size() == 1);
      eventually(() -> program.counted("lines that are no posts") == 3);
      eventually(() -> program.counted("posts too long") == 1);
      assertThat(peer.asked()).hasSize(1);
    }
  }

  @Test
  void a_post_that_cannot_be_read_is_counted_and_reported_without_its_text() throws Exception {
    try (Programs<Status> program =
        Programs.start(context -> TwitterUtils.createStream(context, sampled()))) {
      awaitConnected();
      peer.say("{\"data\":{\"id\":\"12\",\"text\":\"private\",\"author_id\":\"nobody\"}}");
      peer.post("after");

      eventually(() -> program.received().size() == 1);
      eventually(() -> program.counted("posts that cannot be read") == 1);
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors())
          .singleElement()
          .asString()
          .contains("post 12")
          .doesNotContain("private");
    }
  }

  @Test
  void what_the_service_withholds_is_counted() throws Exception {
    try (Programs<String> program = raw(sampled())) {
      awaitConnected();
      peer.say("{\"limit\":{\"track\":3}}");
      peer.say("{\"limit\":{\"track\":10}}");
      peer.say("{\"warning\":{\"code\":\"FALLING_BEHIND\",\"message\":\"too slow\"}}");

      eventually(() -> program.counted("posts withheld by the service") == 10);
      eventually(() -> !program.errors().isEmpty());
      assertThat(program.errors().get(0)).contains("too slow");
    }
  }
}
