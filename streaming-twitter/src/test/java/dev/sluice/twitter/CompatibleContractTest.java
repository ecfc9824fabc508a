package dev.sluice.twitter;

import twitter4j.FilterQuery;

/** Of a server of version 1.1. */
class CompatibleContractTest extends PeerContract {
  CompatibleContractTest() {
    super(300);
  }

  @Override
  TwitterOptions options(String baseUrl) {
    return TwitterOptions.compatible(baseUrl + "/1.1/")
        .withAuthorization(Keys.authorization())
        .withFilter(new FilterQuery("post"));
  }
}
