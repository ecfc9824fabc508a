package dev.sluice.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports. They are below those that systems give to outgoing connections: otherwise a client
 * that tries to reach a broker which is down may be given the broker's own port.
 */
public final class FreePort {
  private static final int LEAST = 15_000;
  private static final int BEYOND = 32_000;
  private static final int TRIES = 100;

  /** Those that were given, on which somebody may not listen yet. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /**
   * A port of the loopback address on which nobody listens now, and which this process was not
   * given before.
   */
  public static int any() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LEAST, BEYOND);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new IOException(
        "Cannot find a free port from %d to %d: found %d taken, expected one free"
            .formatted(LEAST, BEYOND, TRIES));
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    }
  }
}
