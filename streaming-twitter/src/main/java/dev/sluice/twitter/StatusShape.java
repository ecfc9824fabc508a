package dev.sluice.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Gives a post of version 2 the shape of version 1.1, which is what Twitter4J reads. */
final class StatusShape {
  private static final DateTimeFormatter OLD_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A quoted post in a reposted one, and no further. */
  private static final int DEEPEST = 2;

  private final Includes includes;

  private StatusShape(Includes includes) {
    this.includes = includes;
  }

  /** The status of a line. */
  static ObjectNode of(JsonNode line) {
    return new StatusShape(Includes.of(line.path("includes"))).status(line.path("data"), 0);
  }

  private ObjectNode status(JsonNode post, int depth) {
    ObjectNode status = Message.MAPPER.createObjectNode();
    String id = post.path("id").asText();
    status.put("id", post.path("id").asLong()).put("id_str", id);
    JsonNode note = Includes.either(post, "note_tweet", "note_post");
    String text = note.path("text").asText(post.path("text").asText());
    status.put("text", text).put("truncated", false);
    copyDate(post, status);
    copy(post, status, "lang");
    copy(post, status, "source");
    copy(post, status, "possibly_sensitive");
    putMetrics(post.path("public_metrics"), status);
    status.put("favorited", false).put("retweeted", false);
    putAuthor(post.path("author_id").asText(), status);
    putReply(post.path("in_reply_to_user_id").asText(), status);
    for (JsonNode reference : Includes.either(post, "referenced_tweets", "referenced_posts")) {
      putReference(reference, status, depth);
    }
    JsonNode told =
        note.path("entities").isObject() ? note.path("entities") : post.path("entities");
    EntityShape entities = new EntityShape(includes, told, text);
    status.set("entities", entities.all());
    putMedia(entities.media(post.path("attachments").path("media_keys")), status);
    putPlace(post.path("geo"), status);
    if (post.path("withheld").has("country_codes")) {
      status.set("withheld_in_countries", post.path("withheld").path("country_codes"));
    }
    return status;
  }

  static void copy(JsonNode from, ObjectNode to, String name) {
    if (from.hasNonNull(name)) {
      to.set(name, from.path(name));
    }
  }

  /** The moment of creation, written in the old way. */
  static void copyDate(JsonNode from, ObjectNode to) {
    if (from.hasNonNull("created_at")) {
      OffsetDateTime date = OffsetDateTime.parse(from.path("created_at").asText());
      to.put("created_at", OLD_DATE.format(date));
    }
  }

  private static void putMetrics(JsonNode metrics, ObjectNode status) {
    status
        .put("retweet_count", Includes.either(metrics, "retweet_count", "repost_count").asInt())
        .put("favorite_count", metrics.path("like_count").asInt())
        .put("reply_count", metrics.path("reply_count").asInt())
        .put("quote_count", metrics.path("quote_count").asInt());
  }

  private void putAuthor(String id, ObjectNode status) {
    if (!id.isEmpty()) {
      status.set("user", UserShape.of(id, includes.user(id)));
    }
  }

  private void putReply(String userId, ObjectNode status) {
    if (!userId.isEmpty()) {
      status.put("in_reply_to_user_id", Long.parseLong(userId));
      JsonNode user = includes.user(userId);
      if (user.has("username")) {
        status.set("in_reply_to_screen_name", user.path("username"));
      }
    }
  }

  private void putReference(JsonNode reference, ObjectNode status, int depth) {
    String id = reference.path("id").asText();
    JsonNode full = includes.post(id);
    boolean known = full.isObject() && depth < DEEPEST;
    switch (reference.path("type").asText()) {
      case "replied_to" ->
          status
              .put("in_reply_to_status_id", reference.path("id").asLong())
              .put("in_reply_to_status_id_str", id);
      case "quoted" -> {
        status.put("is_quote_status", true).put("quoted_status_id", reference.path("id").asLong());
        if (known) {
          status.set("quoted_status", status(full, depth + 1));
        }
      }
      case "retweeted", "reposted" -> {
        if (known) {
          status.set("retweeted_status", status(full, depth + 1));
        }
      }
      default -> {}
    }
  }

  private static void putMedia(ArrayNode media, ObjectNode status) {
    if (!media.isEmpty()) {
      status.withObject("/entities").set("media", media);
      status.putObject("extended_entities").set("media", media);
    }
  }

  private void putPlace(JsonNode geo, ObjectNode status) {
    if (geo.path("coordinates").isObject()) {
      status.set("coordinates", geo.path("coordinates"));
    }
    JsonNode place = includes.place(geo.path("place_id").asText());
    if (place.isObject()) {
      status.set("place", PlaceShape.of(place));
    }
  }
}
