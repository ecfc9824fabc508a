package dev.sluice.zeromq;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a socket connects to or is bound. Immutable.
 *
 * @param url as JeroMQ takes it
 * @param connects whether it connects; otherwise it is bound
 */
record Endpoint(String url, boolean connects) implements Serializable {
  private static final Pattern TCP =
      Pattern.compile("tcp://([^:/;\\[\\]\\s]*|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})");
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z0-9]+)://.*", Pattern.DOTALL);
  private static final Pattern LOOPBACK =
      Pattern.compile("tcp://(localhost|127\\.[0-9.]+|\\[::1]):.*");
  private static final int LAST_PORT = 65_535;

  /** Why other transports cannot be used. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "ipc", "JeroMQ speaks ipc with itself only",
          "inproc", "inproc ends where the context of the receiver ends");

  /**
   * Checks an address. One that is bound and names no host is bound to the loopback interface.
   *
   * @throws IllegalArgumentException if it is none that can be used
   */
  static Endpoint of(String url, boolean connects) {
    Matcher tcp = TCP.matcher(url);
    if (!tcp.matches()) {
      throw wrong(url, connects, reason(url));
    }
    int port = Integer.parseInt(tcp.group(2));
    if (port < 1 || port > LAST_PORT) {
      throw wrong(url, connects, "a port is between 1 and " + LAST_PORT);
    }
    String host = tcp.group(1);
    if (host.isEmpty() && !connects) {
      return new Endpoint("tcp://127.0.0.1:" + port, false);
    }
    if (connects && (host.isEmpty() || host.equals("*"))) {
      throw wrong(url, true, "it names no host");
    }
    return new Endpoint(url, connects);
  }

  private static String reason(String url) {
    Matcher scheme = SCHEME.matcher(url);
    if (!scheme.matches()) {
      return "it is no address";
    }
    String name = scheme.group(1).toLowerCase(Locale.ROOT);
    return name.equals("tcp")
        ? "it is no address of TCP"
        : OTHERS.getOrDefault(name, "there is no such transport");
  }

  private static IllegalArgumentException wrong(String url, boolean connects, String reason) {
    return new IllegalArgumentException(
        "Cannot %s with ZeroMQ: %s, found \"%s\", expected tcp://HOST:PORT"
            .formatted(connects ? "connect" : "bind", reason, url));
  }

  /** Whether other machines can connect to it. */
  boolean isOpenToOthers() {
    return !connects && !LOOPBACK.matcher(url).matches();
  }

  boolean isIpv6() {
    return url.startsWith("tcp://[");
  }

  @Override
  public String toString() {
    return url;
  }
}
