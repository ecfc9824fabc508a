package dev.sluice.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.rdd.StorageLevel;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twitter4j.FilterQuery;
import twitter4j.HttpParameter;
import twitter4j.auth.OAuth2Authorization;
import twitter4j.auth.OAuth2Token;
import twitter4j.conf.Configuration;
import twitter4j.conf.ConfigurationBuilder;

class CredentialsTest {
  private static final String SECRET = "AAAA%2Bsecret%3D";
  private static final TwitterOptions OPTIONS = TwitterOptions.filtered();

  private static TwitterReceiver<String> receiver(TwitterOptions options) {
    return TwitterUtils.receiver(options, PostConverter::json, StorageLevel.MEMORY_ONLY);
  }

  private static String header(TwitterOptions options) throws IOException {
    return options.complete().credentials().header("GET", "http://host/", new HttpParameter[0]);
  }

  private static OAuth2Authorization withToken() {
    OAuth2Authorization authorization = new OAuth2Authorization(new ConfigurationBuilder().build());
    authorization.setOAuthConsumer("key", "secret");
    authorization.setOAuth2Token(new OAuth2Token("bearer", SECRET));
    return authorization;
  }

  @Test
  void a_token_is_sent_as_it_is_wherever_it_is_from(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), SECRET + "\n");
    System.setProperty("sluice.test.token", SECRET);

    assertThat(header(OPTIONS.withToken(SECRET))).isEqualTo("Bearer " + SECRET);
    assertThat(header(OPTIONS.withTokenFromProperty("sluice.test.token")))
        .isEqualTo("Bearer " + SECRET);
    assertThat(header(OPTIONS.withTokenFile(file))).isEqualTo("Bearer " + SECRET);
    assertThat(header(OPTIONS.withAuthorization(withToken()))).isEqualTo("Bearer " + SECRET);
  }

  @Test
  void a_file_is_read_again_for_each_connection(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "old");
    TwitterOptions options = OPTIONS.withTokenFile(file);
    String before = header(options);
    Files.writeString(file, "new");

    assertThat(before).isEqualTo("Bearer old");
    assertThat(header(options)).isEqualTo("Bearer new");
  }

  @Test
  void credentials_that_are_not_given_are_those_of_the_environment_or_of_twitter4j() {
    Configuration configured =
        new ConfigurationBuilder()
            .setOAuth2AccessToken("token")
            .setOAuthConsumerKey("a")
            .setOAuthConsumerSecret("b")
            .setOAuthAccessToken("1-c")
            .setOAuthAccessTokenSecret("d")
            .build();

    assertThat(ConfiguredCredentials.token(Map.of(), configured))
        .isEqualTo(Credentials.bearer("token"));
    assertThat(ConfiguredCredentials.token(Map.of("TWITTER_BEARER_TOKEN", SECRET), configured))
        .isEqualTo(Credentials.bearer(SECRET));
    assertThat(ConfiguredCredentials.keys(configured)).isInstanceOf(Credentials.Signed.class);
  }

  @Test
  void without_credentials_or_with_those_of_the_other_version_there_is_no_stream() {
    Configuration nothing = new ConfigurationBuilder().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfiguredCredentials.token(Map.of(), nothing))
        .withMessageContaining("found no bearer token");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfiguredCredentials.keys(nothing))
        .withMessageContaining("found no keys");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> receiver(OPTIONS.withAuthorization(Keys.authorization())))
        .withMessageContaining("found keys of version 1.1, expected a bearer token");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> receiver(TwitterOptions.compatible("http://host/1.1/").withToken(SECRET)))
        .withMessageContaining("expected the keys of version 1.1");
  }

  @Test
  void no_text_shows_a_secret() {
    Stream.of(OPTIONS.withToken(SECRET), OPTIONS.withAuthorization(withToken()))
        .forEach(
            options -> {
              assertThat(options.toString()).doesNotContain(SECRET);
              assertThat(options.credentials().toString()).doesNotContain(SECRET);
              assertThat(receiver(options).toString()).doesNotContain(SECRET);
            });
  }

  @Test
  void a_receiver_with_all_options_can_be_serialized() throws IOException {
    TwitterOptions all =
        OPTIONS.withRules("a").withParameter("a", "b").withAuthorization(withToken());
    TwitterOptions old =
        TwitterOptions.compatible("http://host/1.1/")
            .withAuthorization(Keys.authorization())
            .withFilter(new FilterQuery("a"));

    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(receiver(all));
      out.writeObject(receiver(old));
    }
  }
}
