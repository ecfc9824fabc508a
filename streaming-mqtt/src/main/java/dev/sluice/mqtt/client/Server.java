package dev.sluice.mqtt.client;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is reached. Immutable.
 *
 * @param path of a web socket; else empty
 */
public record Server(Transport transport, String host, int port, String path)
    implements Serializable {
  private static final String EXPECTED =
      "expected one such as tcp://host:1883, ssl://host:8883, ws://host:80/mqtt or wss://host:443/mqtt";
  private static final Map<String, Transport> TRANSPORTS =
      Map.of(
          "tcp", Transport.TCP,
          "mqtt", Transport.TCP,
          "ssl", Transport.SSL,
          "tls", Transport.SSL,
          "mqtts", Transport.SSL,
          "ws", Transport.WS,
          "wss", Transport.WSS);

  /** What carries the protocol. */
  public enum Transport {
    /** Plain. */
    TCP(1883),
    /** Encrypted. */
    SSL(8883),
    /** A web socket. */
    WS(80),
    /** An encrypted web socket. */
    WSS(443);

    private final int port;

    Transport(int port) {
      this.port = port;
    }

    private boolean isEncrypted() {
      return this == SSL || this == WSS;
    }

    private boolean isWebSocket() {
      return this == WS || this == WSS;
    }
  }

  /**
   * The server of an address.
   *
   * @throws IllegalArgumentException if it is none; a user and a password in it are not shown
   */
  public static Server parse(String address) {
    String shown = address.contains("@") ? "one with an @" : "\"" + address + "\"";
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      throw refused(shown, EXPECTED);
    }
    if (uri.getRawUserInfo() != null) {
      throw refused(
          "one with a user in it", "expected it without, and credentials(user, password)");
    }
    Transport transport = transport(uri);
    if (transport == null || uri.getHost() == null || uri.getPort() == 0) {
      throw refused(shown, EXPECTED);
    }
    String path = uri.getRawPath();
    if (!transport.isWebSocket() && path != null && !path.isEmpty() && !path.equals("/")) {
      throw refused(shown, "expected a path only with ws and wss");
    }
    int port = uri.getPort() < 0 ? transport.port : uri.getPort();
    return new Server(
        transport, uri.getHost(), port, transport.isWebSocket() && path != null ? path : "");
  }

  private static @Nullable Transport transport(URI uri) {
    return uri.getScheme() == null
        ? null
        : TRANSPORTS.get(uri.getScheme().toLowerCase(Locale.ROOT));
  }

  private static IllegalArgumentException refused(String found, String expected) {
    return new IllegalArgumentException(
        "Cannot use the address of an MQTT broker: found %s, %s".formatted(found, expected));
  }

  /** Whether what is said there is encrypted. */
  public boolean isEncrypted() {
    return transport.isEncrypted();
  }

  /** Whether it is reached through a web socket. */
  public boolean isWebSocket() {
    return transport.isWebSocket();
  }

  /** As clients write it. */
  public String uri() {
    return transport.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port + path;
  }

  @Override
  public String toString() {
    return uri();
  }
}
