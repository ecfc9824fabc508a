package dev.sluice.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gives a user of version 2 the shape of version 1.1. */
final class UserShape {
  private UserShape() {}

  /**
   * The user.
   *
   * @param known what is known besides the id; may be missing
   */
  static ObjectNode of(String id, JsonNode known) {
    ObjectNode user = Message.MAPPER.createObjectNode();
    user.put("id", Long.parseLong(id)).put("id_str", id);
    user.put("name", known.path("name").asText());
    user.put("screen_name", known.path("username").asText());
    for (String name : new String[] {"description", "location", "url"}) {
      StatusShape.copy(known, user, name);
    }
    user.put("protected", known.path("protected").asBoolean());
    user.put("verified", known.path("verified").asBoolean());
    StatusShape.copyDate(known, user);
    if (known.hasNonNull("profile_image_url")) {
      user.set("profile_image_url", known.path("profile_image_url"));
      user.set("profile_image_url_https", known.path("profile_image_url"));
    }
    putMetrics(known.path("public_metrics"), user);
    return user;
  }

  private static void putMetrics(JsonNode metrics, ObjectNode user) {
    user.put("followers_count", metrics.path("followers_count").asInt())
        .put("friends_count", metrics.path("following_count").asInt())
        .put("listed_count", metrics.path("listed_count").asInt())
        .put("statuses_count", Includes.either(metrics, "tweet_count", "post_count").asInt())
        .put("favourites_count", metrics.path("like_count").asInt());
  }
}
