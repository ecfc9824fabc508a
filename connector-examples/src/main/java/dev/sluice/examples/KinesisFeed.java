package dev.sluice.examples;

import dev.sluice.kinesis.KinesisCredentials;
import dev.sluice.kinesis.KinesisInputDStream;
import dev.sluice.kinesis.peer.KinesisPeer;
import dev.sluice.time.Durations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.kinesis.metrics.MetricsLevel;

/**
 * A Kinesis with one stream, to which a small text is sent, line by line and over and over.
 * Thread-safe: the peer is; a daemon thread sends, and ends with {@link #close}.
 */
final class KinesisFeed implements AutoCloseable {
  private static final String STREAM = "lines";
  private static final int SHARDS = 2;
  private static final long PAUSE_MS = 50;

  private final KinesisPeer peer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread sending = new Thread(this::send, "kinesis-feed");

  private KinesisFeed(KinesisPeer peer) {
    this.peer = peer;
  }

  /** A Kinesis of one's own, and lines on their way to it. */
  static KinesisFeed start() throws IOException {
    System.err.println(
        "Starting a Kinesis and sending a built-in text to it; end with Ctrl-C. For your own:"
            + " bin/run-example KinesisWordCount STREAM APPLICATION REGION");
    KinesisFeed feed = new KinesisFeed(KinesisPeer.start());
    try {
      feed.peer.create(STREAM, SHARDS);
      feed.peer.prepare(STREAM, STREAM);
    } catch (IOException e) {
      feed.peer.close();
      throw e;
    }
    feed.sending.setDaemon(true);
    feed.sending.start();
    return feed;
  }

  /** Begins a stream that reads here, without the waits that a cloud needs. */
  KinesisInputDStream.Builder builder() {
    return KinesisInputDStream.builder()
        .endpointUrl(peer.kinesis().toString())
        .dynamoDBEndpointUrl(peer.dynamoDb().toString())
        .kinesisCredentials(
            KinesisCredentials.builder()
                .basicCredentials(KinesisPeer.accessKeyId(), "not checked")
                .build())
        .metricsLevel(MetricsLevel.NONE)
        .failoverTime(Durations.seconds(1));
  }

  /** The name of the stream, and of an application that can begin at once. */
  String stream() {
    return STREAM;
  }

  private void send() {
    try {
      long n = 0;
      do {
        peer.put(
            STREAM,
            List.of(
                new KinesisPeer.Entry(
                    Long.toString(n), StandardCharsets.UTF_8.encode(SampleText.line(n)))));
        n++;
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot send lines", e);
    }
  }

  /** Ends the lines and the peer. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    try {
      sending.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      peer.close();
    }
  }
}
