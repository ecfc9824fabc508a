package dev.sluice.pekko;

import dev.sluice.dstream.InputDStream;
import dev.sluice.rdd.StorageLevel;
import dev.sluice.streaming.StreamingContext;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.SupervisorStrategy;

/**
 * Streams from actors. The actor is one of the user's that implements {@link ActorHelper} and
 * stores what it gets. It runs in an actor system of its own, {@code sluice-} and the stream's id,
 * that starts and ends with the receiver; its path there is {@code /user/supervisor/} and its name.
 *
 * <p>A message that the actor answers with {@link ActorHelper#store(Object, Object)} is safe once
 * its sender has the answer. Others are lost with the actor, the receiver or the process.
 *
 * <p>All methods throw {@link IllegalArgumentException} if the name is none that an actor can have.
 */
public final class PekkoUtils {
  private PekkoUtils() {}

  /**
   * What an actor stores.
   *
   * @param props creates the actor, where the receiver runs
   * @param name of the actor
   * @param <T> the records, as the actor's {@link ActorHelper} has them
   */
  public static <T> InputDStream<T> createStream(
      StreamingContext context, Props props, String name) {
    return createStream(context, props, name, PekkoOptions.defaults());
  }

  /** As {@link #createStream(StreamingContext, Props, String)}, at the level. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context, Props props, String name, StorageLevel level) {
    return createStream(context, props, name, PekkoOptions.defaults().withStorageLevel(level));
  }

  /** As {@link #createStream(StreamingContext, Props, String)}, supervised by the strategy. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context, Props props, String name, SupervisorStrategy supervision) {
    return createStream(context, props, name, PekkoOptions.defaults().withSupervision(supervision));
  }

  /**
   * As {@link #createStream(StreamingContext, Props, String)}, at the level, supervised by the
   * strategy.
   */
  public static <T> InputDStream<T> createStream(
      StreamingContext context,
      Props props,
      String name,
      StorageLevel level,
      SupervisorStrategy supervision) {
    PekkoOptions options =
        PekkoOptions.defaults().withStorageLevel(level).withSupervision(supervision);
    return createStream(context, props, name, options);
  }

  /** As {@link #createStream(StreamingContext, Props, String)}, with options. */
  public static <T> InputDStream<T> createStream(
      StreamingContext context, Props props, String name, PekkoOptions options) {
    return context.receiverStream("Actor stream", receiver(props, name, options));
  }

  static <T> ActorReceiver<T> receiver(Props props, String name, PekkoOptions options) {
    if (!ActorPath.isValidPathElement(name)) {
      throw new IllegalArgumentException(
          "Cannot create a stream of an actor: found the name \"%s\", expected letters, digits and -_.*+:@&=,!~';() and none of / or a leading $"
              .formatted(name));
    }
    return new ActorReceiver<>(props, name, options);
  }
}
