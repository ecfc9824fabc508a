package dev.sluice.receiver;

/**
 * What the receiver tracker replies to {@link TrackerMessage.Register}, {@link
 * TrackerMessage.AddBlock} and {@link TrackerMessage.AskRoom}. Immutable.
 *
 * @param accepted whether the receiver may start, whether the ledger has the block, or whether
 *     there is room for it
 * @param reason why not; empty if accepted
 */
public record TrackerReply(boolean accepted, String reason) {
  private static final TrackerReply ACCEPTED = new TrackerReply(true, "");

  /** Yes. */
  public static TrackerReply accept() {
    return ACCEPTED;
  }

  /** No, and why. */
  public static TrackerReply refuse(String reason) {
    return new TrackerReply(false, reason);
  }
}
