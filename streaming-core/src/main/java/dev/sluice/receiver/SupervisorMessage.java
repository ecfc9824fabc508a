package dev.sluice.receiver;

/** What the driver's receiver tracker tells a receiver's supervisor. Immutable. */
public sealed interface SupervisorMessage {
  /** The mailbox of a supervisor on an engine's control channel. */
  static String mailbox(int streamId, int epoch) {
    return "receiver-" + streamId + "-" + epoch;
  }

  /** Cut the open block, add all blocks, then answer with {@link TrackerMessage.Sealed}. */
  record Seal(long batchTimeMs) implements SupervisorMessage {}

  /** Receive at most so many records a second from now on. */
  record UpdateRate(long recordsPerSecond) implements SupervisorMessage {}

  /** Stop the receiver, store what is buffered, deregister and end. */
  record Stop(String reason) implements SupervisorMessage {}
}
