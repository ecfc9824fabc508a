package dev.sluice.pekko;

import org.jspecify.annotations.Nullable;

/** Where an actor's records go, and what becomes of the actor. Thread-safe. */
interface Sink {
  /**
   * Stores a record of the type of the stream, waiting for room.
   *
   * @throws dev.sluice.receiver.ReceiverStoppedException if the attempt is over
   */
  void store(Object record, Answer answer);

  /** The actor failed on a message and goes on. */
  void failedOnMessage(Throwable failure);

  /** The actor, or its system, has ended or is ended now. */
  void ended(String message, @Nullable Throwable failure);

  /** Messages did not get to the actor. */
  void missed(long messages);
}
