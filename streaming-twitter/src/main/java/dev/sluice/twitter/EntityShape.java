package dev.sluice.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gives what a text of version 2 has in it the shape of version 1.1. Immutable. */
final class EntityShape {
  private static final String NOBODY = "-1";

  private final Includes includes;
  private final JsonNode told;
  private final String text;

  /**
   * Of one text.
   *
   * @param told its entities in version 2; may be missing
   */
  EntityShape(Includes includes, JsonNode told, String text) {
    this.includes = includes;
    this.told = told;
    this.text = text;
  }

  /** All but media. */
  ObjectNode all() {
    ObjectNode entities = Message.MAPPER.createObjectNode();
    putTags("hashtags", entities.putArray("hashtags"));
    putTags("cashtags", entities.putArray("symbols"));
    putMentions(entities.putArray("user_mentions"));
    putUrls(entities.putArray("urls"));
    return entities;
  }

  private void putTags(String name, ArrayNode tags) {
    for (JsonNode tag : told.path(name)) {
      ObjectNode shaped = tags.addObject().put("text", tag.path("tag").asText());
      putIndices(tag, shaped);
    }
  }

  private static void putIndices(JsonNode entity, ObjectNode shaped) {
    shaped.putArray("indices").add(entity.path("start").asInt()).add(entity.path("end").asInt());
  }

  private void putMentions(ArrayNode mentions) {
    for (JsonNode mention : told.path("mentions")) {
      String id = mention.path("id").asText(NOBODY);
      String username = mention.path("username").asText();
      ObjectNode shaped =
          mentions
              .addObject()
              .put("screen_name", username)
              .put("name", includes.user(id).path("name").asText(username))
              .put("id", Long.parseLong(id))
              .put("id_str", id);
      putIndices(mention, shaped);
    }
  }

  private void putUrls(ArrayNode urls) {
    for (JsonNode url : told.path("urls")) {
      if (!url.has("media_key")) {
        putAddress(url, urls.addObject());
        putIndices(url, (ObjectNode) urls.get(urls.size() - 1));
      }
    }
  }

  private static void putAddress(JsonNode url, ObjectNode shaped) {
    String address = url.path("url").asText();
    shaped
        .put("url", address)
        .put("expanded_url", url.path("expanded_url").asText(address))
        .put("display_url", url.path("display_url").asText(address));
  }

  /** The media that are attached, as far as they are known. */
  ArrayNode media(JsonNode keys) {
    ArrayNode media = Message.MAPPER.createArrayNode();
    for (JsonNode key : keys) {
      JsonNode medium = includes.medium(key.asText());
      if (medium.isObject()) {
        media.add(medium(key.asText(), medium));
      }
    }
    return media;
  }

  private ObjectNode medium(String key, JsonNode medium) {
    ObjectNode shaped = Message.MAPPER.createObjectNode();
    String id = key.substring(key.indexOf('_') + 1);
    shaped.put("id", Long.parseLong(id)).put("id_str", id);
    shaped.put("type", medium.path("type").asText());
    String address = medium.path("url").asText(medium.path("preview_image_url").asText());
    shaped.put("media_url", address).put("media_url_https", address);
    putPlaceInText(key, address, shaped);
    ObjectNode sizes = shaped.putObject("sizes");
    if (medium.has("width")) {
      sizes
          .putObject("large")
          .put("w", medium.path("width").asInt())
          .put("h", medium.path("height").asInt())
          .put("resize", "fit");
    }
    if (medium.hasNonNull("alt_text")) {
      shaped.set("ext_alt_text", medium.path("alt_text"));
    }
    if (medium.has("variants") || medium.has("duration_ms")) {
      shaped.set("video_info", video(medium));
    }
    return shaped;
  }

  /** Twitter4J shifts no entity after one that is at the beginning without being there. */
  private void putPlaceInText(String key, String address, ObjectNode shaped) {
    for (JsonNode url : told.path("urls")) {
      if (url.path("media_key").asText().equals(key)) {
        putAddress(url, shaped);
        putIndices(url, shaped);
        return;
      }
    }
    shaped.put("url", address).put("expanded_url", address).put("display_url", address);
    int end = text.codePointCount(0, text.length());
    shaped.putArray("indices").add(end).add(end);
  }

  private static ObjectNode video(JsonNode medium) {
    ObjectNode video = Message.MAPPER.createObjectNode();
    video
        .putArray("aspect_ratio")
        .add(medium.path("width").asInt())
        .add(medium.path("height").asInt());
    video.put("duration_millis", medium.path("duration_ms").asLong());
    ArrayNode variants = video.putArray("variants");
    for (JsonNode variant : medium.path("variants")) {
      variants
          .addObject()
          .put("bitrate", variant.path("bit_rate").asInt())
          .put("content_type", variant.path("content_type").asText())
          .put("url", variant.path("url").asText());
    }
    return video;
  }
}
