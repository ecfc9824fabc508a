package dev.sluice.mqtt;

import dev.sluice.mqtt.client.MqttConnection;
import dev.sluice.mqtt.client.RefusedException;
import dev.sluice.mqtt.client.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connects a receiver: a thread that connects, subscribes, waits until the connection is over and
 * begins again, with another client each time. When a connection is over that has brought messages,
 * whatever the broker was told at the end may have come too late: a receiver of what the broker
 * keeps is started again, as then the core finds out what comes again. Thread-safe: the link has a
 * monitor of its own, what else threads share is guarded by this one's.
 */
final class Connector {
  private static final long MOST_PATIENCE_MS = 15_000;

  /** What brokers answer from here on is no QoS. */
  private static final int NOT_GRANTED = 0x80;

  private final Connections connections;
  private final Reconnection reconnection;
  private final Inbox inbox;
  private final Reports reports;
  private final boolean isReliable;
  private final long patienceMs;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Link link;
  private boolean isUp;

  /**
   * Not connected.
   *
   * @param name of its thread
   */
  Connector(
      String name,
      Connections connections,
      Reconnection reconnection,
      Inbox inbox,
      Reports reports) {
    this.connections = connections;
    this.reconnection = reconnection;
    this.inbox = inbox;
    this.reports = reports;
    MqttOptions options = connections.options();
    this.isReliable = options.isReliable();
    this.patienceMs = Math.min(options.get(MqttOption.KEEP_ALIVE).toMillis() / 2, MOST_PATIENCE_MS);
    this.thread = new Thread(this::run, name);
  }

  void start() {
    thread.start();
  }

  /** Has the thread leave the broker and end. */
  synchronized void stop() {
    stopped.countDown();
    if (link != null) {
      link.end();
    }
    if (!isUp) {
      thread.interrupt();
    }
  }

  void join() throws InterruptedException {
    thread.join();
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void run() {
    try {
      Duration wait = Duration.ZERO;
      while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        wait = connectOnce();
      }
    } catch (Throwable failure) {
      if (!isStopped()) {
        reports.restart("Cannot receive from MQTT", failure);
      }
    }
  }

  /** Connects to one server until that is over; returns how long to wait before the next. */
  private Duration connectOnce() throws InterruptedException {
    long begun = System.nanoTime();
    Server server = reconnection.server();
    Link opened = new Link(inbox, patienceMs, isReliable, reports);
    Duration wait = Duration.ZERO;
    try {
      live(server, opened);
    } catch (InterruptedException end) {
      throw end;
    } catch (Exception failure) {
      wait = reconnection.failed(System.nanoTime() - begun);
      if (!isStopped()) {
        report(server, failure, wait, isReliable && opened.hasDelivered());
      }
    }
    return wait;
  }

  private void report(Server server, Exception failure, Duration wait, boolean startsAgain) {
    if (failure instanceof RefusedException) {
      stopped.countDown();
      reports.stop("Cannot receive from " + server, failure);
    } else if (startsAgain) {
      stopped.countDown();
      reports.restart("Cannot receive from %s any more".formatted(server), failure, wait);
    } else {
      reports.error("Cannot receive from %s, which is tried again".formatted(server), failure);
    }
  }

  private void live(Server server, Link opened) throws Exception {
    begin(opened);
    MqttConnection connection = connections.open(server, opened);
    try {
      boolean resumed = connection.connect();
      subscribe(server, connection, resumed);
      up();
      opened.awaitEnd();
      opened.end();
      connection.close();
    } catch (Exception failure) {
      opened.end();
      closeAfter(failure, connection);
      throw failure;
    }
  }

  /** The connection may be closed already, and need not be there any more. */
  private static void closeAfter(Exception failure, MqttConnection connection) {
    try {
      connection.close();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } catch (Exception again) {
      failure.addSuppressed(again);
    }
  }

  private synchronized void begin(Link opened) throws IOException {
    link = opened;
    isUp = false;
    if (isStopped()) {
      throw new IOException("the receiver is stopped");
    }
  }

  private synchronized void up() {
    isUp = true;
  }

  /** Subscribes unless this process did so in the session that goes on. */
  private void subscribe(Server server, MqttConnection connection, boolean resumed)
      throws Exception {
    if (isReliable && !resumed && reconnection.hasSession()) {
      reports.count("sessions that the broker has lost");
      reports.error(
          "%s has lost the session of \"%s\": what it had for the client, and not sent, is lost"
              .formatted(server, connections.clientId()),
          null);
    }
    if (!resumed || !reconnection.hasSession()) {
      check(server, connection.subscribe());
    }
    reconnection.begun();
  }

  private void check(Server server, List<Integer> granted) throws RefusedException {
    int index = 0;
    for (var filter : connections.options().subscriptions().entrySet()) {
      int answer = granted.get(index++);
      if (answer >= NOT_GRANTED) {
        throw new RefusedException(
            "the broker does not let \"%s\" subscribe to %s: found the code %d"
                .formatted(connections.clientId(), filter.getKey(), answer));
      }
      if (answer < filter.getValue()) {
        reports.error(
            "%s sends %s at QoS %d, expected %d"
                .formatted(server, filter.getKey(), answer, filter.getValue()),
            null);
      }
    }
  }
}
