package dev.sluice.zeromq;

import org.jspecify.annotations.Nullable;

/** What is done with a socket. Its methods are called on the thread of a {@link SocketLoop}. */
interface Duty {
  /** A new socket is there, the first or in the place of one that is closed. */
  default void begin(OpenSocket socket) {}

  /**
   * Does what there is to do, waiting a moment if that is nothing; what it throws ends all.
   *
   * @return whether anything came
   */
  boolean turn(OpenSocket socket) throws Exception;

  /** The socket is about to be closed. */
  default void end(OpenSocket socket) {}

  /** Something is wrong, or right again; it goes on. */
  void report(String message, @Nullable Throwable failure);

  /** Something that loses data happened so many times. */
  void count(String what, long n);

  /** All is over, as something failed. */
  void fail(Throwable failure);
}
