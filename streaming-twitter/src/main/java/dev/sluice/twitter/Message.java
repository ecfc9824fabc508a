package dev.sluice.twitter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A line of a stream, of either version of the service. Immutable. */
sealed interface Message {
  ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * A post.
   *
   * @param id its id
   * @param json the line
   * @param tree what the line is
   */
  record OfPost(long id, String json, JsonNode tree) implements Message {}

  /** The service says why it is about to disconnect, or what is wrong with the stream. */
  record Disconnect(String type, String detail) implements Message {}

  /** So many posts matched since the connection began and were not sent. */
  record Withheld(long posts) implements Message {}

  /** A warning, such as that the client is slow. */
  record Warning(String text) implements Message {}

  /** Something else, to be passed over, as new kinds may come at any time. */
  record Other() implements Message {}

  /** Not JSON, or a post that has no id. */
  record Garbage() implements Message {}

  /** Reads a line that is not blank. */
  static Message parse(byte[] line) {
    try {
      String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      JsonNode tree = MAPPER.readTree(json);
      return tree.isObject() ? ofObject(json, tree) : new Garbage();
    } catch (CharacterCodingException | JsonProcessingException broken) {
      return new Garbage();
    }
  }

  private static Message ofObject(String json, JsonNode tree) {
    if (tree.path("data").isObject()) {
      return ofPost(json, tree, tree.path("data").path("id"));
    }
    if (tree.has("text") && tree.has("id")) {
      return ofPost(json, tree, tree.path("id"));
    }
    if (tree.path("errors").isArray()) {
      JsonNode first = tree.path("errors").path(0);
      return disconnect(first);
    }
    if (tree.has("disconnect_type") || tree.has("connection_issue")) {
      return disconnect(tree);
    }
    if (tree.has("disconnect")) {
      JsonNode told = tree.path("disconnect");
      return new Disconnect("code " + told.path("code").asText(), told.path("reason").asText());
    }
    if (tree.has("limit")) {
      return new Withheld(tree.path("limit").path("track").asLong());
    }
    return tree.has("warning")
        ? new Warning(tree.path("warning").path("message").asText())
        : new Other();
  }

  private static Message ofPost(String json, JsonNode tree, JsonNode id) {
    long number = id.asLong();
    return number > 0 ? new OfPost(number, json, tree) : new Garbage();
  }

  private static Message disconnect(JsonNode told) {
    String type = told.path("disconnect_type").asText(told.path("title").asText());
    return new Disconnect(type, told.path("detail").asText(told.path("message").asText()));
  }
}
