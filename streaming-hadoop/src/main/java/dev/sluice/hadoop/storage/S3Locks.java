package dev.sluice.hadoop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The objects of one lock, one for each token. The greatest is the lock; only one process can make
 * the next. Its holder writes it again while it lives. Immutable.
 *
 * @param renewal how often the holder does so
 */
record S3Locks(S3 s3, S3Names names, Duration renewal) {
  /** A holder that has not written for so long, by the clock of S3, is dead. */
  static final Duration LIFE = Duration.ofSeconds(60);

  private static final String HELD = "sluice-lease 1\nheld\n";
  private static final String FREE = "sluice-lease 1\nfree\n";

  /** The greatest token for which there is an object; 0 if there is none. */
  long newest() throws IOException {
    List<S3.Stored> all = s3.list(names.locks(), "");
    return all.isEmpty() ? 0 : token(all.get(all.size() - 1).key());
  }

  private long token(String key) throws IOException {
    String token = key.substring(names.locks().length());
    if (!token.matches("\\d{20}")) {
      throw new IOException("found " + key + ", expected a token of 20 digits at its end");
    }
    return Long.parseLong(token);
  }

  /** Whether somebody who is not known as dead holds the lock with that token. */
  boolean isHeld(long token) throws IOException {
    Optional<S3.Text> found = s3.text(names.lock(token));
    if (found.isEmpty()) {
      return false;
    }
    String text = found.get().text();
    if (text.equals(FREE)) {
      return false;
    }
    if (!text.startsWith(HELD)) {
      throw new IOException(
          "%s has an unknown form: found %d characters, expected a lease of version 1"
              .formatted(names.lock(token), text.length()));
    }
    Instant end = found.get().modified().plus(LIFE);
    return found.get().now().isBefore(end)
        && !ThisProcess.knowsAsDead(text.substring(HELD.length()));
  }

  /**
   * Takes the lock with that token; false if another process was quicker.
   *
   * @throws IOException also if the store writes what it was told not to write
   */
  boolean take(long token) throws IOException {
    String key = names.lock(token);
    if (!s3.make(key, held())) {
      return false;
    }
    if (s3.make(key, held()) || s3.replace(key, held(), "\"0\"")) {
      s3.delete(key);
      throw new IOException(
          "the object store writes what a condition forbids: found If-None-Match or If-Match"
              + " without effect, expected one that keeps them, as S3 does");
    }
    return true;
  }

  /** Tells that the holder lives. */
  void renew(long token) throws IOException {
    s3.put(names.lock(token), held());
  }

  private static RequestBody held() {
    return RequestBody.fromString(HELD + ThisProcess.ID, UTF_8);
  }

  /** Gives the lock back. */
  void free(long token) throws IOException {
    s3.put(names.lock(token), RequestBody.fromString(FREE, UTF_8));
  }

  /** Whether nobody has taken the lock after that token. */
  boolean isNewest(long token) throws IOException {
    return !s3.any(names.locks(), names.lock(token));
  }

  /** Deletes what is left of the tokens before. */
  void deleteBefore(long token) throws IOException {
    String end = names.lock(token);
    s3.delete(
        s3.list(names.locks(), "").stream()
            .map(S3.Stored::key)
            .filter(key -> key.compareTo(end) < 0)
            .toList());
  }
}
