package dev.sluice.examples;

import dev.sluice.broker.FreePort;
import dev.sluice.flume.agent.AgentConfiguration;
import dev.sluice.flume.agent.EventPost;
import dev.sluice.flume.agent.FlumeAgent;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A Flume agent that is sent a small text, line by line and over and over. Thread-safe: the agent
 * is; a daemon thread sends, and ends with {@link #close}.
 */
final class FlumeFeed implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final long PAUSE_MS = 50;

  private final FlumeAgent agent;
  private final int source;
  private final int port;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread sending = new Thread(this::send, "flume-feed");

  private FlumeFeed(FlumeAgent agent, int source, int port) {
    this.agent = agent;
    this.source = source;
    this.port = port;
  }

  /** An agent that pushes to {@link #host} and {@link #port}. */
  static FlumeFeed pushing() throws IOException {
    int source = FreePort.any();
    int port = FreePort.any();
    return start(source, port, with -> with.withAvroSink(port), source);
  }

  /** An agent whose sink listens on {@link #host} and {@link #port}. */
  static FlumeFeed polled() throws IOException {
    int source = FreePort.any();
    int port = FreePort.any();
    return start(source, port, with -> with.withSluiceSink(port), source, port);
  }

  private static FlumeFeed start(
      int source,
      int port,
      Function<AgentConfiguration, AgentConfiguration> sink,
      Integer... listening)
      throws IOException {
    String configuration =
        sink.apply(AgentConfiguration.ofPosts(source).withMemoryChannel()).text();
    FlumeFeed feed = new FlumeFeed(FlumeAgent.start(configuration, listening), source, port);
    feed.sending.setDaemon(true);
    feed.sending.start();
    return feed;
  }

  String host() {
    return HOST;
  }

  int port() {
    return port;
  }

  private void send() {
    try {
      long n = 0;
      do {
        String id = Long.toString(n);
        new EventPost().add(Map.of("id", id), SampleText.line(n)).send(source);
        n++;
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
    } catch (IOException e) {
      System.err.println("Cannot send to the agent any more: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the lines and the agent. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    try {
      sending.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      agent.close();
    }
  }
}
