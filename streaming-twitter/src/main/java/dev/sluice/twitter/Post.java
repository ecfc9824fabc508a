package dev.sluice.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import twitter4j.Status;

/**
 * A post with what version 2 says of it and Twitter4J's {@link Status} has no place for. Immutable.
 *
 * @param status the post
 * @param rules those of the application that it matches; none in a sample
 * @param conversationId the id of the post that began the conversation
 * @param edits the ids of all versions of the post, the first one first
 * @param impressions how often it was seen
 * @param bookmarks how often it was bookmarked
 * @param topics the names of what the service says it is about
 * @param json the line as it came
 */
public record Post(
    Status status,
    List<Rule> rules,
    OptionalLong conversationId,
    List<Long> edits,
    OptionalLong impressions,
    OptionalLong bookmarks,
    List<String> topics,
    String json) {

  /** Copies the lists. */
  public Post {
    rules = List.copyOf(rules);
    edits = List.copyOf(edits);
    topics = List.copyOf(topics);
  }

  /**
   * A rule that a post matches.
   *
   * @param id its id
   * @param tag its tag; empty if it has none
   */
  public record Rule(String id, String tag) {}

  static Post of(Message.OfPost post, Status status) {
    JsonNode data = post.tree().path("data");
    JsonNode metrics = data.path("public_metrics");
    return new Post(
        status,
        rules(post.tree().path("matching_rules")),
        number(data.path("conversation_id")),
        edits(Includes.either(data, "edit_history_tweet_ids", "edit_history_post_ids")),
        number(metrics.path("impression_count")),
        number(metrics.path("bookmark_count")),
        topics(data.path("context_annotations")),
        post.json());
  }

  private static List<Rule> rules(JsonNode matching) {
    List<Rule> rules = new ArrayList<>();
    matching.forEach(
        rule -> rules.add(new Rule(rule.path("id").asText(), rule.path("tag").asText())));
    return rules;
  }

  private static List<Long> edits(JsonNode ids) {
    List<Long> edits = new ArrayList<>();
    ids.forEach(id -> edits.add(id.asLong()));
    return edits;
  }

  private static List<String> topics(JsonNode annotations) {
    List<String> topics = new ArrayList<>();
    for (JsonNode annotation : annotations) {
      String name = annotation.path("entity").path("name").asText();
      if (!name.isEmpty() && !topics.contains(name)) {
        topics.add(name);
      }
    }
    return topics;
  }

  private static OptionalLong number(JsonNode node) {
    return node.isMissingNode() || node.isNull()
        ? OptionalLong.empty()
        : OptionalLong.of(node.asLong());
  }
}
