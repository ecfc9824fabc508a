package dev.sluice.pekko;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.DeadLetter;

/** Counts the messages for an actor that found no room in its mailbox, or it gone. */
final class MissedMessages extends AbstractActor {
  private final String path;
  private final Sink sink;

  MissedMessages(String path, Sink sink) {
    this.path = path;
    this.sink = sink;
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(DeadLetter.class, this::isForIt, letter -> sink.missed(1))
        .matchAny(other -> {})
        .build();
  }

  private boolean isForIt(DeadLetter letter) {
    return letter.recipient().path().toStringWithoutAddress().equals(path);
  }
}
