package dev.sluice.dstream;

import dev.sluice.receiver.Receiver;

/** An input of the graph. Immutable. */
public sealed interface GraphInput {
  /** The number of the stream, from 0 in the order of definition. */
  int streamId();

  /** What the stream is called, such as {@code Socket stream [0]}. */
  String name();

  /** A receiver feeds it. */
  record OfReceiver(int streamId, String name, Receiver<?> receiver, Guarantee guarantee)
      implements GraphInput {}

  /** It asks a source for each batch. */
  record OfSource(int streamId, String name, InputSource<?> source) implements GraphInput {}
}
