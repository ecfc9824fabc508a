package dev.sluice.testkit.receiver;

import dev.sluice.receiver.Receiver;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A source for the suite, running and empty, and receivers for it. The suite makes one for each
 * rule; it calls it on its own threads only, one call at a time. A method that a behaviour asks for
 * throws {@link UnsupportedOperationException} unless it is overridden.
 *
 * @param <T> the records; the suite compares them with {@code equals}
 */
public interface ReceiverHarness<T> extends AutoCloseable {
  /** What the source and the receiver do; the same for every harness of a suite. */
  Set<Behaviour> behaviours();

  /** A new receiver for this source, not started. */
  Receiver<T> newReceiver() throws Exception;

  /**
   * Has the source send so many records to its receiver, as soon as one is connected; does not wait
   * for that. The suite asks for some at a time, and for {@link ReceiverRules#FLOOD} at most.
   *
   * @return the records as the receiver has to store them, in the order of sending; each differs
   *     from all before
   */
  List<T> produce(int n) throws Exception;

  /**
   * Makes the source unreachable: breaks what is connected, refuses what connects until {@link
   * #restore}.
   */
  void cut() throws Exception;

  /** Makes the source reachable; without effect if it is. */
  void restore() throws Exception;

  /**
   * The records that the source was told to forget, in the order in which it was told; one that it
   * was told twice is there twice. For {@link Behaviour#RELIABLE}.
   */
  default List<T> acknowledged() throws Exception {
    throw new UnsupportedOperationException(
        "Cannot tell what was acknowledged: expected a method that does, for RELIABLE");
  }

  /**
   * How many records the source has handed to its transport so far, those that were sent again
   * included. For {@link Behaviour#FLOW_CONTROLLED}.
   */
  default long sent() throws Exception {
    throw new UnsupportedOperationException(
        "Cannot tell what was sent: expected a method that does, for FLOW_CONTROLLED");
  }

  /**
   * How many connections the source has now, idle ones included. For {@link
   * Behaviour#COUNTS_CONNECTIONS}.
   */
  default int connections() throws Exception {
    throw new UnsupportedOperationException(
        "Cannot tell what is connected: expected a method that does, for COUNTS_CONNECTIONS");
  }

  /** Has the source send a record that cannot be decoded. For {@link Behaviour#UNDECODABLE}. */
  default void produceUndecodable() throws Exception {
    throw new UnsupportedOperationException(
        "Cannot produce what is undecodable: expected a method that does, for UNDECODABLE");
  }

  /** Texts that no message may show, such as passwords. For {@link Behaviour#SECRET}. */
  default List<String> secrets() {
    throw new UnsupportedOperationException(
        "Cannot tell the secrets: expected a method that does, for SECRET");
  }

  /** Ends the source; the receivers have ended before. */
  @Override
  void close() throws IOException;
}
