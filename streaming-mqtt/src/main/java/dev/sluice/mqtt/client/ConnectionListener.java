package dev.sluice.mqtt.client;

/** Hears what becomes of a connection, on threads of the client. Thread-safe. */
public interface ConnectionListener {
  /** What a client tells the broker of a message. */
  @FunctionalInterface
  interface Answer {
    /** Tells that the message is safe; at QoS 1 and 2, once. */
    void send() throws Exception;
  }

  /**
   * A message has come; called by one thread at a time, for one message after the other. The client
   * waits until this returns, but the broker may not wait for ever.
   */
  void arrived(Received message, Answer answer);

  /** The connection is lost, could not be made, or is over. */
  void lost(Throwable cause);
}
