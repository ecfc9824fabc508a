package dev.sluice.twitter;

import dev.sluice.dstream.InputDStream;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import org.jspecify.annotations.Nullable;
import twitter4j.FilterQuery;
import twitter4j.Status;
import twitter4j.auth.Authorization;
import twitter4j.conf.ConfigurationContext;

/**
 * Streams of posts from X, which was Twitter, as Twitter4J's {@link Status}, as {@link Post} or as
 * the JSON that came.
 *
 * <p>All speak version 2 of the service's interface, which wants a bearer token: that of the
 * options or of an {@code OAuth2Authorization}, else of the environment variable {@code
 * TWITTER_BEARER_TOKEN}, else Twitter4J's {@code twitter4j.oauth2.accessToken}. Version 1.1 is
 * spoken only to a server of one's own: by {@link TwitterOptions#compatible}, or if {@code
 * twitter4j.streamBaseURL} names one.
 *
 * <p>The service acknowledges nothing, so that receivers are unreliable: what is posted while there
 * is no connection is lost, except for what back-fill brings. Blocks are kept in memory and on disk
 * as bytes, in two copies, unless a level is given. All methods throw {@link
 * IllegalArgumentException} if there are no credentials or if they are of the other version.
 */
public final class TwitterUtils {
  private static final StorageLevel LEVEL = StorageLevel.MEMORY_AND_DISK_SER_2;
  private static final String RETIRED = "https://stream.twitter.com/1.1/";

  private TwitterUtils() {}

  /** A sample of all posts, with the configured credentials. */
  public static InputDStream<Status> createStream(StreamingContext context) {
    return createStream(context, new String[0]);
  }

  /**
   * Posts with one of the phrases, a phrase being words that have to be there in any order, or a
   * sample of all posts without phrases; with the configured credentials.
   */
  public static InputDStream<Status> createStream(StreamingContext context, String[] filters) {
    return createStream(context, filters, LEVEL);
  }

  /** Posts with one of the phrases; see {@link #createStream(StreamingContext, String[])}. */
  public static InputDStream<Status> createStream(
      StreamingContext context, String[] filters, StorageLevel level) {
    return createStream(context, optionsFor(null, filters), level);
  }

  /** A sample of all posts. */
  public static InputDStream<Status> createStream(
      StreamingContext context, Authorization authorization) {
    return createStream(context, authorization, new String[0]);
  }

  /** Posts with one of the phrases; see {@link #createStream(StreamingContext, String[])}. */
  public static InputDStream<Status> createStream(
      StreamingContext context, Authorization authorization, String[] filters) {
    return createStream(context, authorization, filters, LEVEL);
  }

  /** Posts with one of the phrases; see {@link #createStream(StreamingContext, String[])}. */
  public static InputDStream<Status> createStream(
      StreamingContext context, Authorization authorization, String[] filters, StorageLevel level) {
    return createStream(context, optionsFor(authorization, filters), level);
  }

  /** Posts that a query of Twitter4J asks for, see {@link TwitterOptions#withFilter}. */
  public static InputDStream<Status> createFilteredStream(
      StreamingContext context, Authorization authorization, FilterQuery query) {
    return createFilteredStream(context, authorization, query, LEVEL);
  }

  /** Posts that a query of Twitter4J asks for, see {@link TwitterOptions#withFilter}. */
  public static InputDStream<Status> createFilteredStream(
      StreamingContext context,
      Authorization authorization,
      FilterQuery query,
      StorageLevel level) {
    TwitterOptions options = filtered().withFilter(query).withAuthorization(authorization);
    return createStream(context, options, level);
  }

  /** Posts as Twitter4J knows them. */
  public static InputDStream<Status> createStream(
      StreamingContext context, TwitterOptions options) {
    return createStream(context, options, LEVEL);
  }

  /** Posts as Twitter4J knows them. */
  public static InputDStream<Status> createStream(
      StreamingContext context, TwitterOptions options, StorageLevel level) {
    return stream(context, options, PostConverter::status, level);
  }

  /** Posts with what version 2 adds. */
  public static InputDStream<Post> createPostStream(
      StreamingContext context, TwitterOptions options) {
    return createPostStream(context, options, LEVEL);
  }

  /** Posts with what version 2 adds. */
  public static InputDStream<Post> createPostStream(
      StreamingContext context, TwitterOptions options, StorageLevel level) {
    return stream(context, options, PostConverter::post, level);
  }

  /** The JSON of each post as it came: with what is included and the rules that matched. */
  public static InputDStream<String> createRawStream(
      StreamingContext context, TwitterOptions options) {
    return createRawStream(context, options, LEVEL);
  }

  /** The JSON of each post as it came: with what is included and the rules that matched. */
  public static InputDStream<String> createRawStream(
      StreamingContext context, TwitterOptions options, StorageLevel level) {
    return stream(context, options, PostConverter::json, level);
  }

  private static <T> InputDStream<T> stream(
      StreamingContext context,
      TwitterOptions options,
      PostConverter<T> converter,
      StorageLevel level) {
    return context.receiverStream("Twitter stream", receiver(options, converter, level));
  }

  /** The receiver of a stream. */
  static <T> TwitterReceiver<T> receiver(
      TwitterOptions options, PostConverter<T> converter, StorageLevel level) {
    return new TwitterReceiver<>(options.complete(), converter, level);
  }

  private static TwitterOptions optionsFor(
      @Nullable Authorization authorization, String[] phrases) {
    TwitterOptions options =
        phrases.length == 0 ? sampled() : filtered().withFilter(new FilterQuery(phrases));
    return authorization == null ? options : options.withAuthorization(authorization);
  }

  private static TwitterOptions filtered() {
    String base = compatibleServer();
    return base == null ? TwitterOptions.filtered() : TwitterOptions.compatible(base);
  }

  private static TwitterOptions sampled() {
    String base = compatibleServer();
    return base == null ? TwitterOptions.sampled() : TwitterOptions.compatible(base);
  }

  /** The server of version 1.1 that Twitter4J's configuration names; null if it names none. */
  private static @Nullable String compatibleServer() {
    String base = ConfigurationContext.getInstance().getStreamBaseURL();
    return base == null || base.equals(RETIRED) ? null : base;
  }
}
