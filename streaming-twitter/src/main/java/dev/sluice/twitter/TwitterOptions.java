package dev.sluice.twitter;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twitter4j.FilterQuery;
import twitter4j.auth.Authorization;

/**
 * Which stream is read, and how. {@link #filtered}, {@link #sampled}, {@link #sampledTenth}, {@link
 * #firehose} and {@link #compatible} begin; each other method gives a copy with one thing changed.
 * Immutable. Tokens and keys are in no text of this.
 */
public final class TwitterOptions implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String SERVICE = "https://api.x.com";
  private static final int PARTITIONS_OF_TENTH = 2;
  private static final int PARTITIONS_OF_ALL = 20;

  private final StreamKind kind;
  private final String baseUrl;
  private final @Nullable Credentials credentials;
  private final Wanted wanted;
  private final Manner manner;

  private TwitterOptions(StreamKind kind) {
    this(kind, SERVICE, null, Wanted.unset(), Manner.unset());
  }

  private TwitterOptions(
      StreamKind kind,
      String baseUrl,
      @Nullable Credentials credentials,
      Wanted wanted,
      Manner manner) {
    this.kind = kind;
    this.baseUrl = baseUrl;
    this.credentials = credentials;
    this.wanted = wanted;
    this.manner = manner;
  }

  private TwitterOptions with(Credentials given) {
    return new TwitterOptions(kind, baseUrl, given, wanted, manner);
  }

  private TwitterOptions with(Wanted changed) {
    return new TwitterOptions(kind, baseUrl, credentials, changed, manner);
  }

  private TwitterOptions with(Manner changed) {
    return new TwitterOptions(kind, baseUrl, credentials, wanted, changed);
  }

  /** Posts that match the rules of the application, of version 2. */
  public static TwitterOptions filtered() {
    return new TwitterOptions(new StreamKind.V2("/2/tweets/search/stream", true));
  }

  /** About one of a hundred posts, of version 2. */
  public static TwitterOptions sampled() {
    return new TwitterOptions(new StreamKind.V2("/2/tweets/sample/stream", false));
  }

  /**
   * One of two parts of about one of ten posts, of version 2.
   *
   * @param partition 1 or 2
   */
  public static TwitterOptions sampledTenth(int partition) {
    return partition("/2/tweets/sample10/stream", partition, PARTITIONS_OF_TENTH);
  }

  /**
   * One of twenty parts of all posts, of version 2.
   *
   * @param partition 1 to 20
   */
  public static TwitterOptions firehose(int partition) {
    return partition("/2/tweets/firehose/stream", partition, PARTITIONS_OF_ALL);
  }

  private static TwitterOptions partition(String path, int partition, int most) {
    if (partition < 1 || partition > most) {
      throw new IllegalArgumentException(
          "Cannot read a partition: found number %d, expected 1 to %d".formatted(partition, most));
    }
    return new TwitterOptions(new StreamKind.V2(path, false))
        .withParameter("partition", Integer.toString(partition));
  }

  /**
   * A server that speaks version 1.1, which the service itself does no more: posts that match
   * {@link #withFilter}, or a sample without one. Credentials are the keys of version 1.1.
   *
   * @param baseUrl such as {@code http://replay:8080/1.1/}, before {@code statuses/filter.json}
   */
  public static TwitterOptions compatible(String baseUrl) {
    return new TwitterOptions(new StreamKind.V1()).withBaseUrl(baseUrl);
  }

  /** The bearer token, as the service's portal shows it. */
  public TwitterOptions withToken(String token) {
    return with(Credentials.bearer(token));
  }

  /** The bearer token from an environment variable of this process. */
  public TwitterOptions withTokenFromEnvironment(String variable) {
    return with(Credentials.fromEnvironment(variable));
  }

  /** The bearer token from a system property of this process. */
  public TwitterOptions withTokenFromProperty(String key) {
    return with(Credentials.fromProperty(key));
  }

  /** A file with the bearer token, read where the receiver runs each time it connects. */
  public TwitterOptions withTokenFile(Path file) {
    return with(Credentials.inFile(file));
  }

  /**
   * What Twitter4J makes of tokens and keys: an {@code OAuth2Authorization} for version 2, one with
   * the keys of version 1.1 for {@link #compatible}.
   */
  public TwitterOptions withAuthorization(Authorization authorization) {
    return with(Credentials.of(authorization));
  }

  /** Where the service is, {@code https://api.x.com} unless set. */
  public TwitterOptions withBaseUrl(String url) {
    URI uri = URI.create(url);
    if (uri.getHost() == null
        || uri.getScheme() == null
        || !uri.getScheme().matches("https?")
        || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "Cannot use a base URL: found %s, expected http:// or https:// and a host"
              .formatted(uri.getUserInfo() == null ? url : "one with a user"));
    }
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return new TwitterOptions(kind, base, credentials, wanted, manner);
  }

  /**
   * The rules that the application shall have, for {@link #filtered}. What is missing is added
   * under this program's tag when the receiver starts; rules with this tag that are not among these
   * are deleted, others are left alone. Without this, rules are taken as they are.
   */
  public TwitterOptions withRules(Collection<String> values) {
    if (!(kind instanceof StreamKind.V2 v2) || !v2.hasRules()) {
      throw new IllegalArgumentException(
          "Cannot set rules: found %s, expected a filtered stream of version 2".formatted(kind));
    }
    return with(wanted.withRules(values));
  }

  /** The same. */
  public TwitterOptions withRules(String... values) {
    return withRules(List.of(values));
  }

  /**
   * The tag of this program's rules, {@code sluice} unless set; programs that share an application
   * need tags of their own.
   */
  public TwitterOptions withRuleTag(String tag) {
    return with(wanted.withRuleTag(tag));
  }

  /**
   * What to look for, in Twitter4J's terms; for {@link #filtered} it is translated into rules, see
   * {@link #withRules}.
   *
   * @throws IllegalArgumentException if it asks for nothing or cannot be translated
   */
  public TwitterOptions withFilter(FilterQuery query) {
    Map<String, String> asked = FilterParameters.of(query);
    if (kind instanceof StreamKind.V2) {
      return withRules(RuleTexts.of(asked));
    }
    return with(wanted.withFilter(asked));
  }

  /**
   * A parameter of the request, such as {@code tweet.fields}, instead of what is asked by itself.
   */
  public TwitterOptions withParameter(String name, String value) {
    return with(wanted.withParameter(name, value));
  }

  /**
   * How many minutes of missed posts to ask for at most after a connection was lost, 0 to 5; 0
   * unless set, as only some plans allow it.
   */
  public TwitterOptions withBackfillMinutes(int most) {
    return with(manner.withBackfillMinutes(most));
  }

  /**
   * Of how many posts the ids are remembered, so that one that comes again is left out; 100,000
   * unless set, 0 for none.
   */
  public TwitterOptions withRememberedPosts(int posts) {
    return with(manner.withRememberedPosts(posts));
  }

  /**
   * After how long without a sign of life a connection is taken for dead; 30 seconds unless set.
   * The service sends one every 20 seconds at least.
   */
  public TwitterOptions withStallTimeout(Duration timeout) {
    return with(manner.withStallTimeout(timeout));
  }

  /** How long connecting may take; 10 seconds unless set. */
  public TwitterOptions withConnectTimeout(Duration timeout) {
    return with(manner.withConnectTimeout(timeout));
  }

  /** How long a post may be; a longer one is left out and counted. 1 MiB unless set. */
  public TwitterOptions withMaxPostBytes(int bytes) {
    return with(manner.withMostPostBytes(bytes));
  }

  /** Without compression. */
  public TwitterOptions withoutCompression() {
    return with(manner.withoutCompression());
  }

  /** All waits but those that the server names, multiplied. */
  TwitterOptions withWaitScale(double scale) {
    return with(manner.withWaitScale(scale));
  }

  /** With credentials, those that are configured if none were given. */
  TwitterOptions complete() {
    if (credentials == null) {
      return with(ConfiguredCredentials.of(kind));
    }
    boolean signs = credentials instanceof Credentials.Signed;
    if (signs == kind instanceof StreamKind.V2) {
      throw new IllegalArgumentException(
          "Cannot create %s: found %s, expected %s"
              .formatted(kind, credentials, signs ? "a bearer token" : "the keys of version 1.1"));
    }
    return this;
  }

  StreamKind kind() {
    return kind;
  }

  String baseUrl() {
    return baseUrl;
  }

  Credentials credentials() {
    if (credentials == null) {
      throw new IllegalStateException("Cannot connect: the options are not complete");
    }
    return credentials;
  }

  Wanted wanted() {
    return wanted;
  }

  Manner manner() {
    return manner;
  }

  /** The values of the options that have one, by the names of their methods. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("withBaseUrl", baseUrl);
    wanted.show(shown);
    manner.show(shown);
    return shown;
  }

  @Override
  public String toString() {
    return "TwitterOptions of %s %s".formatted(kind, shown());
  }
}
