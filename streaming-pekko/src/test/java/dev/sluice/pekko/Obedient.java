package dev.sluice.pekko;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.AbstractActorWithStash;
import org.apache.pekko.actor.ActorRef;

/** An actor that does what its messages say. */
final class Obedient extends AbstractActorWithStash implements ActorHelper<String> {
  private final Queue<ActorRef> started;
  private int messages;

  Obedient(Queue<ActorRef> started) {
    this.started = started;
  }

  /** Store it, without an answer. */
  record Tell(String text) {}

  /** Store it and answer. */
  record Ask(String text) {}

  /** Store them. */
  record All(List<String> texts) {}

  /** Throw it. */
  record Fail(Throwable failure) {}

  /** Say that this has begun, and wait for the other. */
  record Wait(CountDownLatch begun, CountDownLatch latch) {}

  /** Say how many messages came since the actor was created. */
  enum Count {
    ALL
  }

  /** Say what the system is like. */
  enum Describe {
    SETTINGS
  }

  @Override
  public void preStart() {
    started.add(getSelf());
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Tell.class, message -> store(counted(message.text())))
        .match(Ask.class, message -> store(counted(message.text()), "stored " + message.text()))
        .match(All.class, message -> store(message.texts().iterator()))
        .match(Fail.class, message -> fail(message.failure()))
        .match(Wait.class, this::await)
        .match(Count.class, message -> getSender().tell(messages, getSelf()))
        .match(
            Describe.class,
            message -> getSender().tell(getContext().getSystem().settings().config(), getSelf()))
        .build();
  }

  private String counted(String text) {
    messages++;
    return text;
  }

  private void await(Wait message) throws InterruptedException {
    message.begun().countDown();
    message.latch().await();
  }

  private static void fail(Throwable failure) throws Exception {
    if (failure instanceof Exception exception) {
      throw exception;
    }
    throw (Error) failure;
  }
}
