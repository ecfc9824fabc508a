package dev.sluice.twitter;

import dev.sluice.twitter.peer.TwitterPeer;
import twitter4j.auth.AccessToken;
import twitter4j.auth.Authorization;
import twitter4j.auth.OAuthAuthorization;
import twitter4j.conf.ConfigurationBuilder;

/** The peer's keys of version 1.1. */
final class Keys {
  private Keys() {}

  static Authorization authorization() {
    OAuthAuthorization authorization = new OAuthAuthorization(new ConfigurationBuilder().build());
    authorization.setOAuthConsumer("key", TwitterPeer.CONSUMER_SECRET);
    authorization.setOAuthAccessToken(new AccessToken("42-token", TwitterPeer.TOKEN_SECRET));
    return authorization;
  }
}
