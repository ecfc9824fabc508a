package dev.sluice.mqtt.client;

import java.util.List;

/**
 * A client that connects once. What it receives, and that the connection is lost, it tells its
 * {@link ConnectionListener}, from the time on at which it connects. Confined to the thread that
 * connects.
 */
public interface MqttConnection {
  /**
   * Connects, and waits for the answer.
   *
   * @return whether the broker has kept the session
   * @throws RefusedException if trying again is of no use
   */
  boolean connect() throws Exception;

  /**
   * Subscribes to all filters, in their order.
   *
   * @return the QoS that the broker grants for each, or its refusal: 128 or more
   */
  List<Integer> subscribe() throws Exception;

  /** Leaves the broker if it is there, and ends all threads; the session stays. */
  void close() throws Exception;
}
