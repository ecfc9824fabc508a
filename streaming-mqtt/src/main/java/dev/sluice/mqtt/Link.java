package dev.sluice.mqtt;

import dev.sluice.mqtt.client.ConnectionListener;
import dev.sluice.mqtt.client.Received;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the messages that came by it see it. It never has the client wait so long for
 * room that the broker gives up: after that, what comes again on another connection is passed over,
 * and the connection is over once all that it brought before is acknowledged. Thread-safe: guarded
 * by its monitor.
 */
final class Link implements ConnectionListener {
  private final Inbox inbox;
  private final long patienceMs;
  private final boolean keptByBroker;
  private final Reports reports;
  private int unacknowledged;
  private boolean delivered;
  private boolean passesOver;
  private boolean ended;
  private @Nullable Throwable failure;

  /**
   * A connection that is about to be made.
   *
   * @param patienceMs how long a message may wait for room
   * @param keptByBroker whether what is not acknowledged comes again
   */
  Link(Inbox inbox, long patienceMs, boolean keptByBroker, Reports reports) {
    this.inbox = inbox;
    this.patienceMs = patienceMs;
    this.keptByBroker = keptByBroker;
    this.reports = reports;
  }

  @Override
  public void arrived(Received received, Answer answer) {
    MqttMessage message = MqttMessage.of(received);
    boolean comesAgain = keptByBroker && message.qos() > 0;
    if (comesAgain && !expects()) {
      return;
    }
    try {
      if (!inbox.put(new Delivery(message, this, answer), patienceMs)) {
        noRoom(comesAgain);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      noRoom(comesAgain);
    }
  }

  private synchronized boolean expects() {
    boolean expected = !ended && !passesOver;
    if (expected) {
      unacknowledged++;
      delivered = true;
    }
    return expected;
  }

  private synchronized void noRoom(boolean comesAgain) {
    if (comesAgain) {
      unacknowledged--;
      passesOver = true;
      notifyAll();
    } else if (!ended) {
      reports.count("messages dropped because there was no room");
    }
  }

  /** Tells the broker of a message. */
  void acknowledge(Delivery delivery) {
    if (delivery.message().qos() == 0) {
      return;
    }
    try {
      if (isUp()) {
        delivery.answer().send();
      }
    } catch (Exception e) {
      lost(e);
    }
    if (keptByBroker) {
      acknowledged();
    }
  }

  private synchronized void acknowledged() {
    unacknowledged--;
    notifyAll();
  }

  private synchronized boolean isUp() {
    return !ended && failure == null;
  }

  /** Whether something has come that comes again unless it is acknowledged. */
  synchronized boolean hasDelivered() {
    return delivered;
  }

  /** Without effect if the connection has ended. */
  @Override
  public synchronized void lost(Throwable cause) {
    if (isUp()) {
      failure = cause;
      notifyAll();
    }
  }

  /** Nothing more comes or is acknowledged. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits until the connection is over.
   *
   * @throws IOException unless it was ended
   */
  synchronized void awaitEnd() throws IOException, InterruptedException {
    while (isUp() && !(passesOver && unacknowledged == 0)) {
      wait();
    }
    if (ended) {
      return;
    }
    throw failure != null
        ? new IOException("the connection is lost", failure)
        : new IOException("there was no room for all that it brought, which comes again");
  }
}
