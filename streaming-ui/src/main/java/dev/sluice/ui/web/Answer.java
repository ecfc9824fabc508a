package dev.sluice.ui.web;

import dev.sluice.ui.api.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request is answered with. Immutable.
 *
 * @param status of HTTP
 * @param type of the body
 * @param body read by views of it
 */
record Answer(int status, String type, ByteBuffer body) {
  static final String JSON = "application/json;charset=utf-8";

  /** Takes a view of the body. */
  Answer {
    body = body.asReadOnlyBuffer();
  }

  static Answer json(Object value) {
    return json(200, value);
  }

  static Answer json(int status, Object value) {
    return text(status, JSON, Json.text(value));
  }

  static Answer text(int status, String type, String body) {
    return new Answer(status, type, StandardCharsets.UTF_8.encode(body));
  }

  /** A sentence that says what is wrong. */
  static Answer error(int status, String sentence) {
    return json(status, Map.of("error", sentence));
  }
}
