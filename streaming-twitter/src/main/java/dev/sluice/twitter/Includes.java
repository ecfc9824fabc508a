package dev.sluice.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a post of version 2 refers to, by id. Version 2 is in between two languages: what is a tweet
 * in one place is a post in another. Immutable.
 */
record Includes(
    Map<String, JsonNode> users,
    Map<String, JsonNode> posts,
    Map<String, JsonNode> media,
    Map<String, JsonNode> places) {

  /** Those of a line. */
  static Includes of(JsonNode includes) {
    Map<String, JsonNode> posts = new HashMap<>(byKey(includes.path("tweets"), "id"));
    posts.putAll(byKey(includes.path("posts"), "id"));
    return new Includes(
        byKey(includes.path("users"), "id"),
        posts,
        byKey(includes.path("media"), "media_key"),
        byKey(includes.path("places"), "id"));
  }

  private static Map<String, JsonNode> byKey(JsonNode nodes, String key) {
    Map<String, JsonNode> found = new HashMap<>();
    nodes.forEach(node -> found.put(node.path(key).asText(), node));
    return found;
  }

  JsonNode user(String id) {
    return users.getOrDefault(id, MissingNode.getInstance());
  }

  JsonNode post(String id) {
    return posts.getOrDefault(id, MissingNode.getInstance());
  }

  JsonNode medium(String key) {
    return media.getOrDefault(key, MissingNode.getInstance());
  }

  JsonNode place(String id) {
    return places.getOrDefault(id, MissingNode.getInstance());
  }

  /** What a node has under one of two names. */
  static JsonNode either(JsonNode node, String one, String other) {
    return node.has(one) ? node.path(one) : node.path(other);
  }
}
