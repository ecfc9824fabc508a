package dev.sluice.pekko;

import java.util.Iterator;
import org.apache.pekko.actor.AbstractActor;

/**
 * Stores records for the stream that created the actor. An actor implements this beside extending
 * {@link AbstractActor} or one of its kinds:
 *
 * <pre>{@code
 * class Lines extends AbstractActor implements ActorHelper<String> {
 *   @Override
 *   public Receive createReceive() {
 *     return receiveBuilder().match(String.class, line -> store(line, "stored")).build();
 *   }
 * }
 * }</pre>
 *
 * <p>All methods are called on the actor's thread, while it deals with a message or starts. They
 * wait for the rate limit, and while too much is unprocessed; the actor's mailbox fills meanwhile.
 * They throw {@link dev.sluice.receiver.ReceiverStoppedException} when the receiver is about to
 * stop, which an actor does not catch: it is stopped then. They throw {@link IllegalStateException}
 * in an actor that no stream created.
 *
 * @param <T> the records
 */
public interface ActorHelper<T> {
  /** The actor's context, as every {@link AbstractActor} has it. */
  AbstractActor.ActorContext getContext();

  /**
   * Stores a record. Nobody is told when it is durable; until then it is lost with the actor, the
   * receiver or the process.
   */
  default void store(T record) {
    Sinks.of(getContext()).store(record, Answer.NONE);
  }

  /** Stores records, as {@link #store(Object)} does. */
  default void store(Iterator<? extends T> records) {
    Sink sink = Sinks.of(getContext());
    records.forEachRemaining(record -> sink.store(record, Answer.NONE));
  }

  /**
   * Stores a record, and answers the sender of the current message once it is durable, or with
   * {@code streaming.receiver.ackAfter=processed} once it is processed; all that this actor stored
   * before is so by then, too. There is no answer if that fails or if the receiver stops before: a
   * sender that gets none for a while sends again. If the message has no sender this is as {@link
   * #store(Object)}.
   *
   * @param answer what the sender gets, a message as any: immutable
   */
  default void store(T record, Object answer) {
    AbstractActor.ActorContext context = getContext();
    Sinks.of(context).store(record, new Answer(context.getSender(), context.getSelf(), answer));
  }
}
