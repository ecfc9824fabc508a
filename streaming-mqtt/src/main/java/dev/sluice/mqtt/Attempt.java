package dev.sluice.mqtt;

import dev.sluice.function.Function;

/**
 * One run of a receiver from its start to its stop: a thread that connects, one that stores, and
 * between them and the broker what waits. Thread-safe: its parts are.
 */
final class Attempt<T> {
  private final Inbox inbox;
  private final Unacknowledged unacknowledged = new Unacknowledged();
  private final Connector connector;
  private final StoringThread<T> storing;

  /** Nothing is started. */
  Attempt(
      int streamId,
      Connections connections,
      Reconnection reconnection,
      Function<MqttMessage, T> decoder,
      StoringThread.Sink<T> sink,
      Reports reports) {
    this.inbox = new Inbox(connections.options().get(MqttOption.MOST_BUFFERED));
    this.connector =
        new Connector("mqtt-connect-" + streamId, connections, reconnection, inbox, reports);
    this.storing =
        new StoringThread<>(
            "mqtt-store-" + streamId, inbox, unacknowledged, decoder, sink, reports);
  }

  void start() {
    storing.start();
    connector.start();
  }

  /** The next messages, in the order in which they were stored, are safe. */
  void acknowledge(int messages) {
    unacknowledged.acknowledge(messages);
  }

  /** Ends all threads; what is acknowledged by now is told to the broker if it is there. */
  void stop() throws InterruptedException {
    inbox.close();
    connector.stop();
    storing.stop();
    storing.join();
    connector.join();
  }
}
