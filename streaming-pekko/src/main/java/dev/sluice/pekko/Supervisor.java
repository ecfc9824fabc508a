package dev.sluice.pekko;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;
import org.apache.pekko.actor.Terminated;

/** Creates the user's actor and watches it. */
final class Supervisor extends AbstractActor {
  /** Its name; that of the user's actor follows in its path. */
  static final String NAME = "supervisor";

  private final Props props;
  private final String name;
  private final Supervision supervision;
  private final Sink sink;

  Supervisor(Props props, String name, Supervision supervision, Sink sink) {
    this.props = props;
    this.name = name;
    this.supervision = supervision;
    this.sink = sink;
  }

  @Override
  public void preStart() {
    try {
      getContext().watch(getContext().actorOf(props, name));
    } catch (RuntimeException failure) {
      sink.ended("Cannot create the actor \"" + name + "\"", failure);
    }
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Terminated.class, child -> supervision.terminated(child.getActor()))
        .build();
  }

  @Override
  public SupervisorStrategy supervisorStrategy() {
    return supervision;
  }
}
