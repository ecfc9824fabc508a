package dev.sluice.pekko;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.jspecify.annotations.Nullable;

/** Finds the sink of an actor's system. Thread-safe: an extension's field is volatile. */
final class Sinks extends AbstractExtensionId<Sinks.Held> {
  private static final Sinks ID = new Sinks();

  private Sinks() {}

  /** The sink of one system, once there is one. */
  static final class Held implements Extension {
    private volatile @Nullable Sink sink;
  }

  /** Makes it the one of that system. */
  static void put(ActorSystem system, Sink sink) {
    ID.get(system).sink = sink;
  }

  /**
   * The sink for an actor.
   *
   * @throws IllegalStateException if no stream created the actor's system
   */
  static Sink of(AbstractActor.ActorContext context) {
    Sink sink = ID.get(context.getSystem()).sink;
    if (sink == null) {
      throw new IllegalStateException(
          "Cannot store what the actor %s got: it is in the actor system \"%s\", expected that of a stream, see PekkoUtils.createStream"
              .formatted(context.getSelf().path(), context.getSystem().name()));
    }
    return sink;
  }

  @Override
  public Held createExtension(ExtendedActorSystem system) {
    return new Held();
  }
}
