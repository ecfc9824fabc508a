package dev.sluice.pekko;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.Props;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.dispatch.Mailboxes;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * An actor in a system of its own, from a start to a stop. Thread-safe: what threads share is
 * volatile or the system's.
 */
final class RunningActor {
  /** How long an actor may take to end; Pekko interrupts none. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String DISPATCHER = "sluice.pekko.dispatcher";
  private static final String MAILBOX = "sluice.pekko.mailbox";

  private final ActorSystem system;
  private final String name;
  private final Sink sink;
  private @Nullable ActorRef supervisor;
  private @Nullable ActorRef missed;
  private volatile boolean stopping;

  /** Nothing can be asked of the system any more. */
  private volatile boolean ended;

  /** An actor that is not started, in a system that is. */
  RunningActor(ActorSystem system, String name, Sink sink) {
    this.system = system;
    this.name = name;
    this.sink = sink;
  }

  /** Starts the actor; what it does then is told to the sink. */
  void start(Props props, PekkoOptions options) {
    Sinks.put(system, sink);
    system.registerOnTermination(this::terminated);
    String path = "/user/" + Supervisor.NAME + "/" + name;
    ActorRef counter = system.actorOf(Props.create(MissedMessages.class, path, sink));
    missed = counter;
    boolean unused = system.eventStream().subscribe(counter, DeadLetter.class);
    Supervision supervision = new Supervision(options.supervision(), sink);
    supervisor =
        system.actorOf(
            Props.create(Supervisor.class, withRoom(props), name, supervision, sink),
            Supervisor.NAME);
  }

  /** On a thread of its own, as storing waits, and with a bounded mailbox, unless it asks. */
  private static Props withRoom(Props props) {
    Props placed =
        props.dispatcher().equals(Dispatchers.DefaultDispatcherId())
            ? props.withDispatcher(DISPATCHER)
            : props;
    return placed.mailbox().equals(Mailboxes.DefaultMailboxId())
        ? placed.withMailbox(MAILBOX)
        : placed;
  }

  private void terminated() {
    ended = true;
    if (!stopping) {
      sink.ended(
          "The actor system \"%s\" has ended, by itself or by a fatal error"
              .formatted(system.name()),
          null);
    }
  }

  /**
   * Ends the actor after its current message, and its system.
   *
   * @throws IllegalStateException if that takes too long; it goes on without being waited for
   */
  void stop() throws InterruptedException {
    stopping = true;
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    try {
      end(supervisor, deadlineNs);
      end(missed, deadlineNs);
    } finally {
      system.terminate();
    }
    await(system.getWhenTerminated(), deadlineNs);
  }

  private void end(@Nullable ActorRef actor, long deadlineNs) throws InterruptedException {
    if (actor != null && !ended) {
      await(Patterns.gracefulStop(actor, PATIENCE, PoisonPill.getInstance()), deadlineNs);
    }
  }

  private void await(CompletionStage<?> end, long deadlineNs) throws InterruptedException {
    try {
      Object unused =
          end.toCompletableFuture().get(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException failure) {
      throw new IllegalStateException(
          "Cannot end the actor \"%s\" in the actor system \"%s\": found it busy for %d s, expected it to return from a message"
              .formatted(name, system.name(), PATIENCE.toSeconds()),
          failure);
    }
  }
}
