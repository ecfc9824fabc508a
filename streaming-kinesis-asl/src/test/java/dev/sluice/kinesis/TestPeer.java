package dev.sluice.kinesis;

import dev.sluice.kinesis.peer.KinesisPeer;
import dev.sluice.testkit.receiver.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.kinesis.metrics.MetricsLevel;

/**
 * The peer of a test JVM. Tests use streams and applications of their own. Thread-safe: its parts
 * are.
 */
final class TestPeer {
  static final String SECRET = "open-sesame";

  /**
   * A worker that comes to nothing for so long loses its shards: on a busy machine that happens.
   */
  static final Duration FAILOVER = Duration.ofSeconds(2);

  private static final Duration OFTEN = Duration.ofMillis(200);

  private final AtomicInteger names = new AtomicInteger();
  private final KinesisPeer peer;

  private TestPeer(KinesisPeer peer) {
    this.peer = peer;
  }

  /** Started for the first test that asks; ends with this process. */
  private static final class Shared {
    static final TestPeer PEER = start();

    private static TestPeer start() {
      try {
        KinesisPeer peer = KinesisPeer.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(peer), "peer-end"));
        return new TestPeer(peer);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot start the peer of the tests", e);
      }
    }

    private static void close(KinesisPeer peer) {
      try {
        peer.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot end the peer of the tests", e);
      }
    }
  }

  /** The one peer. */
  static TestPeer shared() {
    return Shared.PEER;
  }

  KinesisPeer peer() {
    return peer;
  }

  /** A name that no other test has. */
  String newName(String what) {
    return what + "-" + names.incrementAndGet();
  }

  /** A new stream with so many shards, and an application of the same name that begins with it. */
  String newStream(int shards) throws IOException {
    String stream = newName("stream");
    peer.create(stream, shards, stream);
    return stream;
  }

  /** A stream's builder, quick and with access, of the application that has the stream's name. */
  KinesisInputDStream.Builder builder(String stream) {
    return builder(stream, peer.kinesis(), peer.dynamoDb());
  }

  /** The same through other addresses. */
  static KinesisInputDStream.Builder builder(String stream, URI kinesis, URI dynamoDb) {
    return KinesisInputDStream.builder()
        .streamName(stream)
        .checkpointAppName(stream)
        .endpointUrl(kinesis.toString())
        .dynamoDBEndpointUrl(dynamoDb.toString())
        .kinesisCredentials(
            KinesisCredentials.builder()
                .basicCredentials(KinesisPeer.accessKeyId(), SECRET)
                .build())
        .metricsLevel(MetricsLevel.NONE)
        .initialPosition(new KinesisInitialPositions.TrimHorizon())
        .failoverTime(FAILOVER)
        .idleTimeBetweenReads(OFTEN)
        .checkpointInterval(OFTEN);
  }

  /** Where the proxy leads to the same. */
  static URI through(TcpProxy proxy) {
    return URI.create("http://127.0.0.1:" + proxy.port());
  }

  /** Puts texts, each by a key of its own. */
  void put(String stream, List<String> texts) throws IOException {
    peer.put(
        stream,
        texts.stream()
            .map(text -> new KinesisPeer.Entry(text, StandardCharsets.UTF_8.encode(text)))
            .collect(Collectors.toList()));
  }

  /** Puts bytes by a key. */
  void put(String stream, String key, ByteBuffer data) throws IOException {
    peer.put(stream, List.of(new KinesisPeer.Entry(key, data)));
  }

  /** How many records of a stream its application has checkpointed. */
  int checkpointed(String stream) throws IOException {
    return peer.checkpointed(stream, stream);
  }
}
