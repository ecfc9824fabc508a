package dev.sluice.twitter;

import static dev.sluice.twitter.Programs.eventually;

import dev.sluice.twitter.peer.TwitterPeer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A peer for each test, and programs that receive from it. Confined to one test at a time. */
abstract class PeerPrograms {
  TwitterPeer peer;

  @BeforeEach
  void startPeer() throws IOException {
    peer = TwitterPeer.start();
    peer.set(100, 10);
  }

  @AfterEach
  void stopPeer() throws IOException {
    peer.close();
  }

  final TwitterOptions options(TwitterOptions kind) {
    return kind.withBaseUrl(peer.baseUrl())
        .withToken(TwitterPeer.TOKEN)
        .withStallTimeout(Duration.ofSeconds(10))
        .withWaitScale(0.01);
  }

  final TwitterOptions sampled() {
    return options(TwitterOptions.sampled());
  }

  static Programs<String> raw(TwitterOptions options) {
    return Programs.start(context -> TwitterUtils.createRawStream(context, options));
  }

  final void awaitConnected() {
    eventually(() -> peer.connections() == 1);
  }
}
