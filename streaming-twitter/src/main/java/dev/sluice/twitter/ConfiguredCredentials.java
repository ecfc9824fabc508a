package dev.sluice.twitter;

import java.util.Map;
import twitter4j.auth.Authorization;
import twitter4j.auth.OAuthAuthorization;
import twitter4j.conf.Configuration;
import twitter4j.conf.ConfigurationContext;

/** Finds credentials where they are if a program gives none. */
final class ConfiguredCredentials {
  private static final String VARIABLE = "TWITTER_BEARER_TOKEN";

  private ConfiguredCredentials() {}

  /**
   * Those for a kind of stream.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Credentials of(StreamKind kind) {
    Configuration configuration = ConfigurationContext.getInstance();
    return kind instanceof StreamKind.V2
        ? token(System.getenv(), configuration)
        : keys(configuration);
  }

  /**
   * The token of the environment, or of Twitter4J's configuration: its properties file, system
   * properties or environment.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Credentials token(Map<String, String> environment, Configuration configuration) {
    String token = environment.get(VARIABLE);
    if (token == null) {
      token = configuration.getOAuth2AccessToken();
    }
    if (token == null) {
      throw new IllegalArgumentException(
          ("Cannot create a stream of posts: found no bearer token, expected one from the options,"
                  + " the environment variable %s or twitter4j.oauth2.accessToken; the keys of"
                  + " version 1.1 (twitter4j.oauth.*) do not open streams of version 2")
              .formatted(VARIABLE));
    }
    return Credentials.bearer(token);
  }

  /**
   * The keys of version 1.1 in Twitter4J's configuration.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Credentials keys(Configuration configuration) {
    Authorization authorization = new OAuthAuthorization(configuration);
    if (!authorization.isEnabled()) {
      throw new IllegalArgumentException(
          "Cannot create a stream of version 1.1: found no keys, expected an authorization or"
              + " twitter4j.oauth.consumerKey, consumerSecret, accessToken and accessTokenSecret");
    }
    return Credentials.of(authorization);
  }
}
