package dev.sluice.twitter;

import dev.sluice.testkit.receiver.Behaviour;
import dev.sluice.twitter.peer.TwitterPeer;

/** Of the filtered stream with back-fill, which keeps what is posted during a cut. */
class BackfillContractTest extends PeerContract {
  BackfillContractTest() {
    super(450, Behaviour.KEEPS_WHILE_CUT);
  }

  @Override
  TwitterOptions options(String baseUrl) {
    return TwitterOptions.filtered()
        .withBaseUrl(baseUrl)
        .withToken(TwitterPeer.TOKEN)
        .withRules("post")
        .withBackfillMinutes(5);
  }
}
