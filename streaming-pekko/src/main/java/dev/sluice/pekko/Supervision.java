package dev.sluice.pekko;

import dev.sluice.receiver.ReceiverStoppedException;
import java.time.Duration;
import org.apache.pekko.actor.ActorContext;
import org.apache.pekko.actor.ActorInitializationException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ChildRestartStats;
import org.apache.pekko.actor.OneForOneStrategy;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.japi.pf.DeciderBuilder;
import org.apache.pekko.japi.pf.PFBuilder;
import org.jspecify.annotations.Nullable;
import scala.PartialFunction;
import scala.collection.Iterable;

/**
 * A strategy as it was asked for, of which the sink hears: an actor that is stopped, or whose
 * failure is escalated, ends the attempt. Confined to the supervisor's actor.
 */
final class Supervision extends SupervisorStrategy {
  private static final int MOST_RETRIES = 10;
  private static final Duration WITHIN = Duration.ofMillis(15);

  private final SupervisorStrategy asked;
  private final Sink sink;
  private final PartialFunction<Throwable, SupervisorStrategy.Directive> decider;
  private boolean over;
  private @Nullable Throwable last;

  Supervision(SupervisorStrategy asked, Sink sink) {
    this.asked = asked;
    this.sink = sink;
    this.decider =
        new PFBuilder<Throwable, SupervisorStrategy.Directive>().matchAny(this::decide).build();
  }

  /**
   * The one of Spark Streaming: restarts the actor on a {@link RuntimeException}, escalates others;
   * at most 10 restarts within 15 ms. Besides, an actor that cannot start is escalated, which waits
   * before it is tried again.
   */
  static SupervisorStrategy byDefault() {
    return new OneForOneStrategy(
        MOST_RETRIES,
        WITHIN,
        DeciderBuilder.match(
                ActorInitializationException.class, failure -> SupervisorStrategy.escalate())
            .match(RuntimeException.class, failure -> SupervisorStrategy.restart())
            .matchAny(failure -> SupervisorStrategy.escalate())
            .build());
  }

  /** The child is no more. */
  void terminated(ActorRef child) {
    if (!over) {
      over = true;
      Throwable failure = last;
      sink.ended(
          "The actor \"%s\" has stopped%s"
              .formatted(
                  child.path().name(),
                  failure == null ? "" : ", its last failure is " + failure.getClass().getName()),
          failure);
    }
  }

  private SupervisorStrategy.Directive decide(Throwable failure) {
    if (isEnd(failure)) {
      over = true;
      return SupervisorStrategy.stop();
    }
    SupervisorStrategy.Directive directive =
        asked.decider().isDefinedAt(failure)
            ? asked.decider().apply(failure)
            : SupervisorStrategy.escalate();
    last = failure;
    if (directive.equals(SupervisorStrategy.escalate())) {
      over = true;
      sink.ended("An actor failed, found " + failure.getClass().getName(), failure);
      return SupervisorStrategy.stop();
    }
    sink.failedOnMessage(failure);
    return directive;
  }

  /** Whether an actor failed as the attempt is over, which is no failure. */
  private static boolean isEnd(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ReceiverStoppedException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public PartialFunction<Throwable, SupervisorStrategy.Directive> decider() {
    return decider;
  }

  @Override
  public void handleChildTerminated(
      ActorContext context, ActorRef child, Iterable<ActorRef> children) {
    asked.handleChildTerminated(context, child, children);
  }

  @Override
  public void processFailure(
      ActorContext context,
      boolean restart,
      ActorRef child,
      Throwable cause,
      ChildRestartStats stats,
      Iterable<ChildRestartStats> children) {
    asked.processFailure(context, restart, child, cause, stats, children);
  }

  /** The sink reports. */
  @Override
  public boolean loggingEnabled() {
    return false;
  }
}
