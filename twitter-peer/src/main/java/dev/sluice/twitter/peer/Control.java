package dev.sluice.twitter.peer;

/** Lets another process say what shall happen, by requests of its own. Immutable. */
final class Control {
  /** The beginning of their paths. */
  static final String PATH = "/control/";

  private static final String DISCONNECT =
      "{\"errors\":[{\"title\":\"operational-disconnect\","
          + "\"disconnect_type\":\"UpstreamOperationalDisconnect\",\"detail\":\"This stream has been"
          + " disconnected upstream for operational reasons.\","
          + "\"type\":\"https://api.x.com/2/problems/operational-disconnect\"}]}";

  private final Service service;

  Control(Service service) {
    this.service = service;
  }

  /** Does it; answers with a text. */
  Answer run(Request request) {
    String what = request.path().substring(PATH.length());
    return Answer.ok(
        switch (what) {
          case "posts" -> posts(request.number("n", 1), request.body());
          case "connections" -> Integer.toString(service.connections());
          case "sent" -> joined(service.sent());
          case "asked" -> joined(service.asked());
          default -> {
            change(what, request);
            yield "";
          }
        });
  }

  private void change(String what, Request request) {
    switch (what) {
      case "say" -> service.happen(new Event.Say(request.body()));
      case "cut" -> service.cut("a post that is cut off");
      case "stall" -> service.happen(new Event.Stall());
      case "disconnect" -> service.happen(new Event.Disconnect(DISCONNECT));
      case "close" -> service.happen(new Event.Close());
      case "refuse" ->
          service.refuse(
              request.number("status", 503),
              request.number("times", 1),
              request.number("reset", 0));
      case "settings" -> {
        service.keepAlive(request.number("keepAliveMs", 20_000));
        service.mostConnections(request.number("connections", Integer.MAX_VALUE));
      }
      default ->
          throw new IllegalArgumentException("Cannot do %s: expected a command".formatted(what));
    }
  }

  /** The ids, one a line. */
  private String posts(int n, String text) {
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < n; i++) {
      ids.append(service.post(text)).append('\n');
    }
    return ids.toString();
  }

  private static String joined(Iterable<?> values) {
    StringBuilder lines = new StringBuilder();
    values.forEach(value -> lines.append(value).append('\n'));
    return lines.toString();
  }
}
