package dev.sluice.mqtt;

import dev.sluice.function.Function;
import dev.sluice.receiver.ReceiverStoppedException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and stores what has come, waiting as long as the core wants. A message that cannot be
 * decoded is left out. Thread-safe: the inbox is, the flag is volatile; the rest is confined to its
 * thread.
 */
final class StoringThread<T> {
  private final Inbox inbox;
  private final Unacknowledged unacknowledged;
  private final Function<MqttMessage, T> decoder;
  private final Sink<T> sink;
  private final Reports reports;
  private final Thread thread;
  private final FirstOfTopic first = new FirstOfTopic();
  private volatile boolean stopped;

  /** A thread that is not started. */
  StoringThread(
      String name,
      Inbox inbox,
      Unacknowledged unacknowledged,
      Function<MqttMessage, T> decoder,
      Sink<T> sink,
      Reports reports) {
    this.inbox = inbox;
    this.unacknowledged = unacknowledged;
    this.decoder = decoder;
    this.sink = sink;
    this.reports = reports;
    this.thread = new Thread(this::run, name);
  }

  /** Stores records. */
  @FunctionalInterface
  interface Sink<T> {
    void store(T record, MqttMessage message) throws Exception;
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }

  void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    try {
      while (!stopped) {
        store(inbox.take());
      }
    } catch (ReceiverStoppedException end) {
      return;
    } catch (Throwable failure) {
      if (!stopped) {
        reports.restart("Cannot store what came from MQTT", failure);
      }
    }
  }

  private void store(Delivery delivery) throws Exception {
    T record = decode(delivery.message());
    if (record == null) {
      unacknowledged.leavesOut(delivery);
    } else {
      unacknowledged.stores(delivery);
      sink.store(record, delivery.message());
    }
  }

  private @Nullable T decode(MqttMessage message) throws InterruptedException {
    try {
      return decoder.call(message);
    } catch (InterruptedException interrupt) {
      throw interrupt;
    } catch (Exception failure) {
      reports.count("messages that cannot be decoded");
      if (first.is(message)) {
        reports.error(
            "Left out a message of %s that cannot be decoded: found %s; more of this topic are only counted"
                .formatted(message.topic(), failure.getClass().getName()),
            null);
      }
      return null;
    }
  }
}
