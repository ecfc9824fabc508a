package dev.sluice.flume;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An agent that pushes its events in batches, in order, and sends again what was not answered well.
 * Thread-safe: guarded by its monitor; a daemon thread pushes.
 */
final class PushingAgent implements Closeable {
  private static final int BATCH = 100;
  private static final int PAUSE_MS = 10;

  private final Connector connector;
  private final List<FlumeEvent> pending = new ArrayList<>();
  private final List<FlumeEvent> acknowledged = new ArrayList<>();
  private @Nullable AvroClient connection;
  private boolean cut;
  private boolean closed;
  private long sent;

  PushingAgent(Connector connector) {
    this.connector = connector;
    Thread thread = new Thread(this::run, "pushing-agent");
    thread.setDaemon(true);
    thread.start();
  }

  /** Connects to the receiver. */
  interface Connector {
    AvroClient connect() throws IOException;
  }

  /** A receiver on a port, of which nothing special is asked. */
  static Connector to(int port) {
    return () -> AvroClient.connect(port);
  }

  synchronized void add(List<FlumeEvent> events) {
    pending.addAll(events);
  }

  /** Those that the receiver has answered for, in order. */
  synchronized List<FlumeEvent> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** How many were sent, those that were sent again counted again. */
  synchronized long sent() {
    return sent;
  }

  synchronized boolean isConnected() {
    return connection != null;
  }

  /** Ends the connection, and makes no other until {@link #restore}. */
  synchronized void cut() throws IOException {
    cut = true;
    if (connection != null) {
      connection.close();
    }
  }

  synchronized void restore() {
    cut = false;
  }

  private void run() {
    while (!isClosed()) {
      try (AvroClient client = connect()) {
        if (client != null) {
          push(client);
        }
      } catch (IOException broken) {
        disconnected();
      }
      pause();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private @Nullable AvroClient connect() throws IOException {
    if (isCut()) {
      return null;
    }
    AvroClient client = connector.connect();
    synchronized (this) {
      connection = client;
    }
    return client;
  }

  private synchronized boolean isCut() {
    return cut || closed;
  }

  private void push(AvroClient client) throws IOException {
    try {
      while (!isCut()) {
        List<FlumeEvent> batch = next();
        if (batch.isEmpty()) {
          if (client.isEnded(PAUSE_MS)) {
            return;
          }
        } else if (client.appendBatch(batch) == AvroClient.OK) {
          done(batch);
        } else {
          pause();
        }
      }
    } finally {
      disconnected();
    }
  }

  private synchronized List<FlumeEvent> next() {
    List<FlumeEvent> batch = List.copyOf(pending.subList(0, Math.min(BATCH, pending.size())));
    sent += batch.size();
    return batch;
  }

  private synchronized void done(List<FlumeEvent> batch) {
    pending.subList(0, batch.size()).clear();
    acknowledged.addAll(batch);
  }

  private synchronized void disconnected() {
    connection = null;
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
  }

  @Override
  public void close() throws IOException {
    cut();
    synchronized (this) {
      closed = true;
    }
  }
}
