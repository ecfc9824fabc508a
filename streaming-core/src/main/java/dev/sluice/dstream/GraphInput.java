package dev.sluice.dstream;

import dev.sluice.receiver.Receiver;

/** An input of the graph. Immutable. */
public sealed interface GraphInput {
  /**
   * The number of the stream: the one recorded for its key, else from 0 in the order of definition.
   */
  int streamId();

  /**
   * What the number is recorded by: the user's name of the stream, else its kind and which of those
   * without a name it is, such as {@code Socket stream#0}.
   */
  String key();

  /** What the stream is called: the user's name of it, else such as {@code Socket stream [0]}. */
  String name();

  /** A receiver feeds it. */
  record OfReceiver(
      int streamId, String key, String name, Receiver<?> receiver, Guarantee guarantee)
      implements GraphInput {}

  /** It asks a source for each batch. */
  record OfSource(int streamId, String key, String name, InputSource<?> source)
      implements GraphInput {}
}
