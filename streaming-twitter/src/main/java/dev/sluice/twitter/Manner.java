package dev.sluice.twitter;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * How a stream is read. Immutable.
 *
 * @param backfillMinutes how much of what was missed is asked for at most
 * @param rememberedPosts of how many posts the ids are remembered
 * @param stallTimeout how long a connection may be silent
 * @param connectTimeout how long connecting may take
 * @param mostPostBytes how long a post may be
 * @param compressed whether gzip is asked for
 * @param waitScale by which waits are multiplied, but those that the server names; 1 but for tests
 */
record Manner(
    int backfillMinutes,
    int rememberedPosts,
    Duration stallTimeout,
    Duration connectTimeout,
    int mostPostBytes,
    boolean compressed,
    double waitScale)
    implements Serializable {
  private static final int MOST_BACKFILL_MINUTES = 5;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Checks the bounds. */
  Manner {
    checkWithin("minutes of back-fill", backfillMinutes, 0, MOST_BACKFILL_MINUTES);
    checkWithin("remembered posts", rememberedPosts, 0, Integer.MAX_VALUE);
    checkWithin("a stall timeout", stallTimeout);
    checkWithin("a connect timeout", connectTimeout);
    checkWithin("bytes of a post", mostPostBytes, 1, Integer.MAX_VALUE);
  }

  static Manner unset() {
    return new Manner(0, 100_000, Duration.ofSeconds(30), Duration.ofSeconds(10), 1 << 20, true, 1);
  }

  private static void checkWithin(String what, int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "Cannot set %s: found %d, expected %d to %d".formatted(what, number, least, most));
    }
  }

  private static void checkWithin(String what, Duration duration) {
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Cannot set %s: found %s, expected 1 ms to 1 hour".formatted(what, duration));
    }
  }

  Manner withBackfillMinutes(int most) {
    return new Manner(
        most, rememberedPosts, stallTimeout, connectTimeout, mostPostBytes, compressed, waitScale);
  }

  Manner withRememberedPosts(int posts) {
    return new Manner(
        backfillMinutes, posts, stallTimeout, connectTimeout, mostPostBytes, compressed, waitScale);
  }

  Manner withStallTimeout(Duration timeout) {
    return new Manner(
        backfillMinutes,
        rememberedPosts,
        timeout,
        connectTimeout,
        mostPostBytes,
        compressed,
        waitScale);
  }

  Manner withConnectTimeout(Duration timeout) {
    return new Manner(
        backfillMinutes,
        rememberedPosts,
        stallTimeout,
        timeout,
        mostPostBytes,
        compressed,
        waitScale);
  }

  Manner withMostPostBytes(int bytes) {
    return new Manner(
        backfillMinutes,
        rememberedPosts,
        stallTimeout,
        connectTimeout,
        bytes,
        compressed,
        waitScale);
  }

  Manner withoutCompression() {
    return new Manner(
        backfillMinutes,
        rememberedPosts,
        stallTimeout,
        connectTimeout,
        mostPostBytes,
        false,
        waitScale);
  }

  Manner withWaitScale(double scale) {
    return new Manner(
        backfillMinutes,
        rememberedPosts,
        stallTimeout,
        connectTimeout,
        mostPostBytes,
        compressed,
        scale);
  }

  /** Puts the values under the names of their options. */
  void show(Map<String, String> shown) {
    shown.put("withBackfillMinutes", Integer.toString(backfillMinutes));
    shown.put("withRememberedPosts", Integer.toString(rememberedPosts));
    shown.put("withStallTimeout", stallTimeout.toMillis() + " ms");
    shown.put("withConnectTimeout", connectTimeout.toMillis() + " ms");
    shown.put("withMaxPostBytes", Integer.toString(mostPostBytes));
    shown.put("withoutCompression", compressed ? "not set" : "set");
  }
}
