package dev.sluice.twitter;

import static dev.sluice.twitter.Programs.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twitter4j.FilterQuery;
import twitter4j.Status;

/** Programs that receive posts from a peer. */
class TwitterStreamTest extends PeerPrograms {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void posts_come_at_once_compressed_or_not(boolean compressed) throws Exception {
    TwitterOptions options = compressed ? sampled() : sampled().withoutCompression();
    try (Programs<Status> program =
        Programs.start(context -> TwitterUtils.createStream(context, options))) {
      awaitConnected();
      long id = peer.post("größer #java #streams");

      eventually(() -> !program.received().isEmpty());
      Status status = program.received().get(0);
      assertThat(status.getId()).isEqualTo(id);
      assertThat(status.getText()).isEqualTo("größer #java #streams");
      assertThat(status.getUser().getScreenName()).isEqualTo("ann");
      assertThat(status.getHashtagEntities()).extracting(tag -> tag.getText()).contains("java");
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void what_version_2_adds_comes_too() throws Exception {
    TwitterOptions options = options(TwitterOptions.filtered()).withRules("java", "lang:en kafka");
    try (Programs<Post> program =
        Programs.start(context -> TwitterUtils.createPostStream(context, options))) {
      awaitConnected();
      long id = peer.post("I like java");

      eventually(() -> !program.received().isEmpty());
      Post post = program.received().get(0);
      assertThat(post.status().getId()).isEqualTo(id);
      assertThat(post.rules()).extracting(Post.Rule::tag).containsExactly("sluice");
      assertThat(post.conversationId()).hasValue(id);
      assertThat(post.edits()).containsExactly(id);
      assertThat(post.impressions()).hasValue(7);
      assertThat(post.bookmarks()).isEmpty();
      assertThat(post.json()).startsWith("{\"data\":");
    }
  }

  @Test
  void only_what_the_rules_ask_for_comes() throws Exception {
    try (Programs<Status> program =
        Programs.start(
            context ->
                TwitterUtils.createStream(
                    context,
                    options(TwitterOptions.filtered())
                        .withFilter(new FilterQuery("java", "kafka"))))) {
      awaitConnected();
      peer.post("nothing of interest");
      peer.post("about java");

      eventually(() -> !program.received().isEmpty());
      assertThat(program.received()).extracting(Status::getText).containsExactly("about java");
    }
  }

  @Test
  void a_server_of_version_1_is_read_with_signed_requests() throws Exception {
    TwitterOptions options =
        TwitterOptions.compatible(peer.baseUrl() + "/1.1/")
            .withAuthorization(Keys.authorization())
            .withFilter(new FilterQuery("java, c++ & more").language("en"));
    try (Programs<Status> program =
        Programs.start(context -> TwitterUtils.createStream(context, options))) {
      awaitConnected();
      peer.post("größer #java");

      eventually(() -> !program.received().isEmpty());
      assertThat(program.received().get(0).getText()).isEqualTo("größer #java");
      assertThat(peer.asked()).singleElement().asString().startsWith("POST /1.1/statuses/filter");
    }
  }

  @Test
  void a_rule_that_the_service_refuses_ends_the_receiver() throws Exception {
    try (Programs<String> program =
        raw(options(TwitterOptions.filtered()).withRules("has:links"))) {
      eventually(() -> !program.failures().isEmpty());

      assertThat(program.failures().get(0))
          .contains("Cannot add the rule has:links", "at least one positive");
    }
  }

  @Test
  void rules_of_others_stay_and_own_ones_are_replaced() throws Exception {
    try (Programs<String> other =
        raw(options(TwitterOptions.filtered()).withRules("java").withRuleTag("other"))) {
      awaitConnected();
      assertThat(other.errors()).isEmpty();
    }
    eventually(() -> peer.connections() == 0);
    for (List<String> rules : List.of(List.of("a1", "a2", "a3", "java"), List.of("a3", "b"))) {
      try (Programs<String> own = raw(options(TwitterOptions.filtered()).withRules(rules))) {
        eventually(() -> peer.connections() == 1);
        assertThat(own.errors()).isEmpty();
      }
      eventually(() -> peer.connections() == 0);
    }
    try (Programs<Post> all =
        Programs.start(
            context ->
                TwitterUtils.createPostStream(context, options(TwitterOptions.filtered())))) {
      awaitConnected();
      peer.post("a1 a2 a3 b java");

      eventually(() -> !all.received().isEmpty());
      assertThat(all.received().get(0).rules())
          .extracting(Post.Rule::tag)
          .containsExactlyInAnyOrder("other", "sluice", "sluice");
    }
  }
}
