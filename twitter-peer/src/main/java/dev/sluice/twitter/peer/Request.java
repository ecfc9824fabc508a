package dev.sluice.twitter.peer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came. Immutable.
 *
 * @param method such as GET
 * @param path without the query
 * @param query parameters by name, decoded
 * @param headers by name in lower case
 * @param body as text
 */
record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  /** The next one of a connection; null if the client has ended it. */
  static @Nullable Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ");
    String[] target = words[1].split("\\?", 2);
    Map<String, String> headers = new LinkedHashMap<>();
    String line = line(in);
    while (line != null && !line.isEmpty()) {
      String[] pair = line.split(":", 2);
      headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
      line = line(in);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    Map<String, String> query = target.length > 1 ? decoded(target[1]) : Map.of();
    return new Request(words[0], target[0], query, headers, body);
  }

  /** Parameters that are encoded as in a URL or a form. */
  static Map<String, String> decoded(String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      String[] parts = pair.split("=", 2);
      if (!parts[0].isEmpty()) {
        String value = parts.length > 1 ? parts[1] : "";
        parameters.put(
            URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    while (c >= 0 && c != '\n') {
      if (c != '\r') {
        line.append((char) c);
      }
      c = in.read();
    }
    return c < 0 ? null : line.toString();
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** A number of the query. */
  int number(String name, int otherwise) {
    return Integer.parseInt(query.getOrDefault(name, Integer.toString(otherwise)));
  }

  boolean takesGzip() {
    return header("accept-encoding").contains("gzip");
  }
}
