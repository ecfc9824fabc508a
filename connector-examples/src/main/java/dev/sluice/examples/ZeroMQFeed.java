package dev.sluice.examples;

import dev.sluice.zeromq.ReliableSender;
import dev.sluice.zeromq.ZeroMQOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Sends a small text by ZeroMQ, line by line and over and over, as a publisher or as a reliable
 * sender. Thread-safe: a daemon thread sends, and ends with {@link #close}.
 */
final class ZeroMQFeed implements AutoCloseable {
  private static final long PAUSE_MS = 50;

  private final String address;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread sending;

  private ZeroMQFeed(String address, boolean reliable) {
    this.address = address;
    this.sending = new Thread(reliable ? this::sendReliably : this::publish, "zeromq-feed");
  }

  /** Sends from now on, on this machine. */
  static ZeroMQFeed start(boolean reliable) throws IOException {
    System.err.println(
        "Sending a built-in text by ZeroMQ; end with Ctrl-C. For your own:"
            + " bin/run-example ZeroMQWordCount subscribe tcp://localhost:5555");
    ZeroMQFeed feed = new ZeroMQFeed("tcp://127.0.0.1:" + freePort(), reliable);
    feed.sending.setDaemon(true);
    feed.sending.start();
    return feed;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Of the publisher, or the one to which the sender connects. */
  String address() {
    return address;
  }

  private void publish() {
    try (ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket publisher = context.socket(SocketType.PUB)) {
      publisher.bind(address);
      long n = 0;
      do {
        publisher.send("lines", ZMQ.SNDMORE);
        publisher.send(line(n++));
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendReliably() {
    try {
      sendReliably(address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot end a sender", e);
    }
  }

  // snippet: ZeroMQSender
  private void sendReliably(String receiver) throws InterruptedException, IOException {
    try (ReliableSender sender = ReliableSender.start(receiver, ZeroMQOptions.connect())) {
      long n = 0;
      do {
        sender.send(line(n++));
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
      sender.flush(Duration.ofSeconds(10));
    }
  }

  // end of snippet

  private static byte[] line(long n) {
    return SampleText.line(n).getBytes(StandardCharsets.UTF_8);
  }

  /** Ends the lines. */
  @Override
  public void close() {
    closed.countDown();
  }
}
