package dev.sluice.ui.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Where a server listens. Immutable.
 *
 * @param host a name or an address
 * @param port the first port to try; 0 for any
 * @param token what whoever reads has to know
 */
public record Binding(String host, int port, Optional<String> token) {
  private static final int MORE_PORTS = 16;

  /**
   * Checks that nobody else can read.
   *
   * @throws IllegalArgumentException if other machines can reach the address and there is no token
   * @throws UnknownHostException if there is no such host
   */
  public void require() throws UnknownHostException {
    if (!isLoopback() && token.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot show the program on streaming.ui.host="
              + host
              + ": other machines can reach it, expected a loopback address such as 127.0.0.1, or a"
              + " token in streaming.ui.token");
    }
  }

  boolean isLoopback() throws UnknownHostException {
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (!address.isLoopbackAddress()) {
        return false;
      }
    }
    return true;
  }

  /** Opens the port, or the next one that is free. */
  void open(ServerConnector connector) throws IOException {
    connector.setHost(host);
    int last = port == 0 ? 0 : Math.min(port + MORE_PORTS, 65_535);
    for (int next = port; ; next++) {
      connector.setPort(next);
      try {
        connector.open();
        return;
      } catch (IOException taken) {
        if (next >= last) {
          throw new IOException(
              "Cannot listen on " + host + ": no port from " + port + " to " + last + " is free",
              taken);
        }
      }
    }
  }

  /** Where the page is. */
  String address(int boundPort) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + boundPort + "/";
  }
}
