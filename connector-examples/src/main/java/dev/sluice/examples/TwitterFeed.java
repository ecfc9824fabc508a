package dev.sluice.examples;

import dev.sluice.twitter.TwitterOptions;
import dev.sluice.twitter.peer.TwitterPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts for programs: those of the service if there is a token in the environment, otherwise a
 * small text that is posted, line by line and over and over, to a server of one's own. Thread-safe:
 * the server is; a daemon thread posts, and ends with {@link #close}.
 */
final class TwitterFeed implements AutoCloseable {
  /** The variable with the token. */
  static final String TOKEN = "TWITTER_BEARER_TOKEN";

  private static final long PAUSE_MS = 50;
  private static final int KEEP_ALIVE_MS = 1_000;

  private final TwitterOptions options;
  private final @Nullable TwitterPeer peer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread posting = new Thread(this::post, "twitter-feed");

  private TwitterFeed(TwitterOptions options, @Nullable TwitterPeer peer) {
    this.options = options;
    this.peer = peer;
  }

  /**
   * Of the service or of a server of one's own.
   *
   * @param rules for the posts; none for a sample
   */
  static TwitterFeed open(String... rules) throws IOException {
    TwitterOptions options =
        rules.length == 0
            ? TwitterOptions.sampled()
            : TwitterOptions.filtered().withRules(rules).withRuleTag("sluice-examples");
    if (System.getenv(TOKEN) != null) {
      return new TwitterFeed(options.withTokenFromEnvironment(TOKEN), null);
    }
    System.err.println(
        "Posting a built-in text to a server that speaks as X does; end with Ctrl-C. For posts of X"
            + " give a token: "
            + TOKEN
            + "=... bin/run-example ...");
    TwitterPeer peer = TwitterPeer.start();
    peer.set(KEEP_ALIVE_MS, 1);
    TwitterFeed feed =
        new TwitterFeed(options.withBaseUrl(peer.baseUrl()).withToken(TwitterPeer.TOKEN), peer);
    feed.posting.setDaemon(true);
    feed.posting.start();
    return feed;
  }

  /** How to read it. */
  TwitterOptions options() {
    return options;
  }

  private void post() {
    if (peer == null) {
      return;
    }
    try {
      long n = 0;
      do {
        peer.post(SampleText.line(n++));
      } while (!closed.await(PAUSE_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot post", e);
    }
  }

  /** Ends the posts and the server. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    try {
      posting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (peer != null) {
        peer.close();
      }
    }
  }
}
