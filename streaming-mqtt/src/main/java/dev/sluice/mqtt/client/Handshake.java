package dev.sluice.mqtt.client;

import org.jspecify.annotations.Nullable;

/**
 * What client and broker have said of one message of QoS 1 or 2. Guarded by the monitor of the
 * {@link Handshakes} that it belongs to.
 */
final class Handshake {
  final int id;
  final int qos;
  final boolean isSentAgain;

  /** Tells messages with the same packet id apart, mostly. */
  final int checksum;

  /** Whether the broker may be told of the message. */
  boolean isSafe;

  /** Whether it was told so, at QoS 2, and has not released the packet id. */
  boolean isAnswered;

  /** A later one with the same packet id. */
  @Nullable Handshake next;

  Handshake(int id, int qos, boolean isSentAgain, int checksum) {
    this.id = id;
    this.qos = qos;
    this.isSentAgain = isSentAgain;
    this.checksum = checksum;
  }
}
