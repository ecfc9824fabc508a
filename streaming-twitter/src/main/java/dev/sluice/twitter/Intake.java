package dev.sluice.twitter;

/** What a stream's thread gives to its receiver. Called on that thread only. */
interface Intake {
  /** Stores a post, unless it came before. */
  void post(Message.OfPost post);

  /** Counts what is lost or left out. */
  void count(String what, long n);

  /** Tells of trouble that passes. */
  void report(String message);

  /** It will never work; the receiver is to end. */
  void giveUp(String message);

  /** The thread ends by something that nobody expected. */
  void fail(Throwable failure);
}
