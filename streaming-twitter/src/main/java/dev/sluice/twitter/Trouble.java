package dev.sluice.twitter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why there is no stream, by what has to be done about it. */
sealed interface Trouble {
  /** For reports; without secrets. */
  String description();

  /**
   * There was a stream, and it ended.
   *
   * @param brought whether anything came by it, a keep-alive at least
   */
  record Ended(String description, boolean brought) implements Trouble {}

  /** No answer: no connection, or one that broke before the answer. */
  record Network(String description) implements Trouble {}

  /** An answer that says that it may work later. */
  record Http(String description) implements Trouble {}

  /**
   * Too many requests.
   *
   * @param reset when there may be more; null if that was not said
   */
  record RateLimited(String description, @Nullable Instant reset) implements Trouble {}

  /** Others of the application are connected, or an own connection that is not yet forgotten. */
  record TooManyConnections(String description) implements Trouble {}

  /** It will never work like this. */
  record Final(String description) implements Trouble {}
}
