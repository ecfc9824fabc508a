package dev.sluice.twitter.peer;

/** What happens to a stream, in the order in which it was told to. */
sealed interface Event {
  /**
   * A post is sent.
   *
   * @param post the post
   * @param line what is sent, without the end of the line
   */
  record Send(PeerPost post, String line) implements Event {}

  /**
   * Something is sent as it is.
   *
   * @param bytes a char for each, without the end of the line
   */
  record Say(String bytes) implements Event {}

  /** A part of a post is sent, and the connection ends. */
  record Cut(String line) implements Event {}

  /** Nothing is sent any more, and the connection stays. */
  record Stall() implements Event {}

  /** The service says that it ends the stream, and does. */
  record Disconnect(String message) implements Event {}

  /** The stream ends as an answer of HTTP does. */
  record Close() implements Event {}
}
