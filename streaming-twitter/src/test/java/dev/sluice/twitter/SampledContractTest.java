package dev.sluice.twitter;

import dev.sluice.twitter.peer.TwitterPeer;

/** Of the sampled stream, and without back-fill. */
class SampledContractTest extends PeerContract {
  SampledContractTest() {
    super(450);
  }

  @Override
  TwitterOptions options(String baseUrl) {
    return TwitterOptions.sampled().withBaseUrl(baseUrl).withToken(TwitterPeer.TOKEN);
  }
}
