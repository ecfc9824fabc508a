package dev.sluice.zeromq;

import java.io.Serializable;
import java.time.Duration;
import org.zeromq.ZMQ;

/**
 * When a socket does what. Immutable.
 *
 * @param heartbeat how often peers are asked whether they are there; zero for never
 * @param heartbeatTimeout how long they may be silent
 * @param reconnect how long to wait at first before a connection is tried again
 * @param reconnectMost how long to wait at most
 */
record Timing(
    Duration heartbeat, Duration heartbeatTimeout, Duration reconnect, Duration reconnectMost)
    implements Serializable {
  static final Timing USUAL =
      new Timing(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMillis(100),
          Duration.ofSeconds(5));

  Timing withHeartbeat(Duration interval, Duration timeout) {
    return new Timing(interval, timeout, reconnect, reconnectMost);
  }

  Timing withReconnect(Duration first, Duration most) {
    return new Timing(heartbeat, heartbeatTimeout, first, most);
  }

  void apply(ZMQ.Socket socket) {
    if (!heartbeat.isZero()) {
      socket.setHeartbeatIvl(ms(heartbeat));
      socket.setHeartbeatTimeout(ms(heartbeatTimeout));
    }
    socket.setReconnectIVL(ms(reconnect));
    socket.setReconnectIVLMax(ms(reconnectMost));
  }

  String shownHeartbeat() {
    return "%d ms, %d ms".formatted(ms(heartbeat), ms(heartbeatTimeout));
  }

  String shownReconnect() {
    return "%d ms, %d ms".formatted(ms(reconnect), ms(reconnectMost));
  }

  private static int ms(Duration length) {
    return Math.toIntExact(length.toMillis());
  }
}
