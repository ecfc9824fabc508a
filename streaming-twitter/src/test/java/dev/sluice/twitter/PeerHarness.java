package dev.sluice.twitter;

import dev.sluice.rdd.StorageLevel;
import dev.sluice.receiver.Receiver;
import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.testkit.receiver.ReceiverHarness;
import dev.sluice.testkit.receiver.TcpProxy;
import dev.sluice.twitter.peer.TwitterPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A peer that all harnesses of a suite share, and receivers that reach it through a proxy. */
final class PeerHarness implements ReceiverHarness<Long> {
  /** A text that does not match what another harness of the same peer asks for. */
  private static final String TEXT = "a post of the suite";

  private final TwitterPeer peer;
  private final Set<Behaviour> behaviours;
  private final Function<String, TwitterOptions> options;
  private final TcpProxy proxy;
  private final int bytesOfPost;

  /**
   * A harness.
   *
   * @param options for a base URL
   * @param bytesOfPost how many bytes each post is in the least
   */
  PeerHarness(
      TwitterPeer peer,
      Set<Behaviour> behaviours,
      int bytesOfPost,
      Function<String, TwitterOptions> options)
      throws IOException {
    this.peer = peer;
    this.behaviours = behaviours;
    this.bytesOfPost = bytesOfPost;
    this.options = options;
    this.proxy = new TcpProxy(peer.port());
    peer.set(100, 100);
  }

  @Override
  public Set<Behaviour> behaviours() {
    return behaviours;
  }

  @Override
  public Receiver<Long> newReceiver() {
    TwitterOptions hasty =
        options
            .apply("http://127.0.0.1:" + proxy.port())
            .withStallTimeout(Duration.ofSeconds(5))
            .withoutCompression()
            .withWaitScale(0.02);
    return TwitterUtils.receiver(hasty, Message.OfPost::id, StorageLevel.MEMORY_AND_DISK);
  }

  @Override
  public List<Long> produce(int n) throws IOException {
    return peer.posts(n, TEXT);
  }

  @Override
  public void produceUndecodable() throws IOException {
    peer.say("{\"data\":{\"id\":\"12");
  }

  @Override
  public void cut() throws IOException {
    proxy.cut();
  }

  @Override
  public void restore() {
    proxy.restore();
  }

  @Override
  public long sent() {
    return proxy.sent() / bytesOfPost;
  }

  @Override
  public int connections() {
    return proxy.connections();
  }

  @Override
  public List<String> secrets() {
    return List.of(TwitterPeer.TOKEN, TwitterPeer.CONSUMER_SECRET, TwitterPeer.TOKEN_SECRET);
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}
