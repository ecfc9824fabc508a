package dev.sluice.pekko;

import org.apache.pekko.actor.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What a sender is told once a record is durable. Immutable.
 *
 * @param to who is told; null for nobody
 * @param from the actor that stored the record
 * @param message what is told
 */
record Answer(@Nullable ActorRef to, @Nullable ActorRef from, Object message) {
  /** Nobody is told. */
  static final Answer NONE = new Answer(null, null, "");

  void send() {
    if (to != null) {
      to.tell(message, from);
    }
  }
}
