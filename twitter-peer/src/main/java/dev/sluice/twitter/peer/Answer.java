package dev.sluice.twitter.peer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer with a whole body. Immutable.
 *
 * @param status such as 200
 * @param headers besides those of the body
 * @param json the body
 */
record Answer(int status, Map<String, String> headers, String json) {

  static Answer ok(String json) {
    return new Answer(200, Map.of(), json);
  }

  /** What is wrong, as version 2 says it. */
  static Answer problem(int status, String title, String detail) {
    return new Answer(
        status,
        Map.of(),
        "{\"title\":\"%s\",\"detail\":\"%s\",\"type\":\"about:blank\",\"status\":%d}"
            .formatted(title, detail, status));
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, json);
  }

  void write(OutputStream out) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", status < 400 ? "application/json" : "application/problem+json");
    all.put("Content-Length", Integer.toString(body.length));
    out.write(head(status, all));
    out.write(body);
    out.flush();
  }

  /** What is before a body. */
  static byte[] head(int status, Map<String, String> headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Answer\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
