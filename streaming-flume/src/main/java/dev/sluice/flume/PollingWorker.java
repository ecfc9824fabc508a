package dev.sluice.flume;

import dev.sluice.receiver.ReceiverStoppedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from one agent over one connection: a batch, whose events are stored; when they are safe
 * the agent is told, and asked for the next. Thread-safe: what threads share is volatile; the rest
 * is confined to its thread.
 */
final class PollingWorker {
  private static final long SHORTEST_WAIT_MS = 100;
  private static final long LONGEST_WAIT_MS = 10_000;
  private static final int WORDS_PER_TIMEOUT = 3;

  private final SinkAddress agent;
  private final FlumePollingOptions options;
  private final FlumeReceiver receiver;
  private final Outage outage;
  private final CountDownLatch stopping;
  private final Thread thread;
  private volatile @Nullable Socket socket;
  private volatile @Nullable SinkClient holding;
  private volatile @Nullable Delivery current;
  private volatile long heardNs;
  private long waitMs = SHORTEST_WAIT_MS;

  /**
   * A worker whose thread is not started.
   *
   * @param outage of the agent, for all its workers
   * @param stopping is down when all workers are to end; {@link #stop} is called then
   */
  PollingWorker(
      String name,
      SinkAddress agent,
      FlumePollingOptions options,
      FlumeReceiver receiver,
      Outage outage,
      CountDownLatch stopping) {
    this.agent = agent;
    this.options = options;
    this.receiver = receiver;
    this.outage = outage;
    this.stopping = stopping;
    this.thread = new Thread(this::run, name);
  }

  void start() {
    thread.start();
  }

  /** Has the thread end; the agent still hears of a batch that is acknowledged by now. */
  void stop() throws IOException {
    Delivery telling = current;
    if (telling != null) {
      telling.giveUp();
    }
    Socket connection = socket;
    if (connection != null && (telling == null || !telling.isAcknowledged())) {
      connection.close();
    }
  }

  /** Waits until the thread has ended, and ends the connection if that takes too long. */
  void join(long ms) throws IOException, InterruptedException {
    thread.join(ms);
    Socket connection = socket;
    if (connection != null) {
      connection.close();
    }
    thread.join();
  }

  /** Tells the agent that a batch is being stored, if it has not heard for long. */
  void keep() {
    SinkClient client = holding;
    if (client != null && isSilentForLong(client)) {
      heardNs = System.nanoTime();
      try {
        client.keep();
      } catch (IOException broken) {
        outage.begin(broken);
      }
    }
  }

  private boolean isSilentForLong(SinkClient client) {
    long silentMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNs);
    return silentMs >= client.sinkTimeoutMs() / WORDS_PER_TIMEOUT;
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void run() {
    try {
      while (!isStopping()) {
        fetchOverOneConnection();
      }
    } catch (ReceiverStoppedException end) {
      return;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      if (!isStopping()) {
        receiver.restart("Cannot receive from Flume", failure);
      }
    }
  }

  private void fetchOverOneConnection() throws InterruptedException {
    try (Socket connection = new Socket()) {
      socket = connection;
      if (!isStopping()) {
        fetch(connect(connection));
      }
    } catch (IOException failure) {
      if (!isStopping()) {
        outage.begin(failure);
        pause();
      }
    } finally {
      socket = null;
    }
  }

  private SinkClient connect(Socket connection) throws IOException {
    int timeoutMs = Math.toIntExact(options.connectTimeout().toMillis());
    connection.connect(new InetSocketAddress(agent.host(), agent.port()), timeoutMs);
    connection.setSoTimeout(timeoutMs);
    FlumeTls tls = options.tls();
    return SinkClient.greet(
        tls == null ? connection : tls.secure(connection, agent.host(), agent.port()), options);
  }

  /** Longer each time, and not at the same time as others. */
  private void pause() throws InterruptedException {
    long jitteredMs = ThreadLocalRandom.current().nextLong(waitMs / 2, waitMs + 1);
    waitMs = Math.min(LONGEST_WAIT_MS, 2 * waitMs);
    boolean unused = stopping.await(jitteredMs, TimeUnit.MILLISECONDS);
  }

  private void fetch(SinkClient sink) throws IOException {
    SinkClient.Batch batch = sink.poll();
    outage.end();
    waitMs = SHORTEST_WAIT_MS;
    while (!isStopping()) {
      if (!batch.events().isEmpty()) {
        take(sink, batch);
      }
      batch = sink.poll();
    }
  }

  private void take(SinkClient sink, SinkClient.Batch batch) throws IOException {
    Delivery delivery = new Delivery(agent.toString(), batch.events());
    heardNs = System.nanoTime();
    current = delivery;
    holding = sink;
    try {
      if (store(delivery)) {
        acknowledge(sink, batch, delivery);
      } else {
        boolean unused = sink.reject(batch.number());
      }
    } finally {
      holding = null;
      current = null;
    }
  }

  private boolean store(Delivery delivery) {
    if (isStopping()) {
      return false;
    }
    receiver.storeAll(delivery);
    return delivery.await();
  }

  private void acknowledge(SinkClient sink, SinkClient.Batch batch, Delivery delivery)
      throws IOException {
    if (sink.acknowledge(batch.number())) {
      receiver.confirmed(delivery.ids());
    } else {
      receiver
          .complaints()
          .add(
              "batches that agents did not take off",
              "The Flume agent at %s has not taken %d events off its channel; they come again"
                  .formatted(agent, batch.events().size()),
              null);
    }
  }
}
