package dev.sluice.flume.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Events for the HTTP source of an agent, which puts all of one post into its channels, or none.
 * Confined to one thread.
 */
public final class EventPost {
  private final List<String> events = new ArrayList<>();

  /** Without events. */
  public EventPost() {}

  /** Adds an event. */
  public EventPost add(Map<String, String> headers, String body) {
    String named =
        new TreeMap<>(headers)
            .entrySet().stream().map(EventPost::json).collect(Collectors.joining(","));
    events.add("{\"headers\":{%s},\"body\":%s}".formatted(named, json(body)));
    return this;
  }

  private static String json(Entry<String, String> header) {
    return json(header.getKey()) + ":" + json(header.getValue());
  }

  private static String json(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            each -> {
              if (each == '"' || each == '\\' || each < ' ' || each > '~') {
                quoted.append("\\u%04x".formatted(each));
              } else {
                quoted.append((char) each);
              }
            });
    return quoted.append('"').toString();
  }

  /**
   * Sends them; on return the agent's channels have them.
   *
   * @param port of the source, on the loopback address
   * @throws IOException if the agent does not answer that it has them
   */
  public void send(int port) throws IOException {
    HttpExchange.of(port, "POST / HTTP/1.0", "[" + String.join(",", events) + "]");
  }
}
